#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kKey = parse_json(R"({"pk":{"S":"a"}})");

Json get(TestEngine& engine, const char* projection, const char* names = "{}") {
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"ProjectionExpression", projection}};
  if (const Json parsed = parse_json(names); !parsed.empty()) body["ExpressionAttributeNames"] = parsed;
  return engine.call("GetItem", body);
}

TestEngine with_item() {
  TestEngine engine;
  engine.region = "us-east-1";
  engine.create_table("tab");
  engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"n":{"N":"1"},"a.b":{"S":"dot"},
    "l":{"L":[{"S":"0"},{"L":[{"S":"10"},{"S":"11"}]},{"M":{"x":{"S":"2x"},"y":{"S":"2y"}}}]},
    "m":{"M":{"x":{"N":"1"},"y":{"M":{"z":{"BOOL":true},"w":{"NULL":true}}}}}}})");
  return engine;
}

}  // namespace

TEST_CASE("a projection keeps nested structure, closes up list elements, and adds no keys") {
  const std::pair<const char*, const char*> cases[] = {
      {"n", R"({"n":{"N":"1"}})"},
      {"n, pk", R"({"pk":{"S":"a"},"n":{"N":"1"}})"},
      {"m.x", R"({"m":{"M":{"x":{"N":"1"}}}})"},
      {"m.y.w, m.x", R"({"m":{"M":{"x":{"N":"1"},"y":{"M":{"w":{"NULL":true}}}}}})"},
      {"l[2], l[0]", R"({"l":{"L":[{"S":"0"},{"M":{"x":{"S":"2x"},"y":{"S":"2y"}}}]}})"},
      {"l[2].y, l[2].x", R"({"l":{"L":[{"M":{"x":{"S":"2x"},"y":{"S":"2y"}}}]}})"},
      {"l[1][1]", R"({"l":{"L":[{"L":[{"S":"11"}]}]}})"},
      {"l[7], n", R"({"n":{"N":"1"}})"},
      {"gone, n.x, l.x, m[0]", "{}"},
      {"l[9].x, m.gone.deeper, m.x.y", "{}"},
  };
  TestEngine engine = with_item();
  for (const auto& [projection, item] : cases) {
    INFO(std::string(projection));
    CHECK(nlohmann::json(get(engine, projection)["Item"]) == nlohmann::json::parse(item));
  }
}

TEST_CASE("a dot in a placeholder's name is part of the name") {
  TestEngine engine = with_item();
  CHECK(get(engine, "#n", R"({"#n":"a.b"})")["Item"] == parse_json(R"({"a.b":{"S":"dot"}})"));
  CHECK(get(engine, "#m.#x", R"({"#m":"m","#x":"x"})")["Item"] == parse_json(R"({"m":{"M":{"x":{"N":"1"}}}})"));
}

TEST_CASE("a projection of a missing item returns no item, of missing attributes an empty one") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(get(engine, "n") == Json::object());
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", kKey}});
  CHECK(get(engine, "n") == parse_json(R"({"Item":{}})"));
}

TEST_CASE("projections report the service's errors in its order") {
  TestEngine engine = with_item();
  const std::string invalid = "Invalid ProjectionExpression: ";
  const auto fault = [&](const std::string& projection, const char* names = "{}") {
    const std::string message = get(engine, projection.c_str(), names)["message"];
    return message.find(invalid) == 0 ? message.substr(invalid.size()) : message;
  };
  const std::string overlap = "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ";
  const std::string conflict = "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: ";
  CHECK(fault("") == "The expression can not be empty;");
  CHECK(fault(std::string(4097, 'a')) == "Expression size has exceeded the maximum allowed size;");
  CHECK(get(engine, std::string(4096, 'a').c_str())["Item"] == Json::object());
  for (const char* broken :
       {"n,", ",n", "n n", "n.", ".n", "n[", "n[x]", "n[-1]", "n[]", "(n)", "n + m", "#", "n..m", ":v", "1n", "l[0]x"}) {
    INFO(std::string(broken));
    CHECK(fault(broken).find("Syntax error; token: \"") == 0);
  }
  CHECK(fault("n, year, #n.x") == "Attribute name is a reserved keyword; reserved keyword: year");
  CHECK(fault("n, #n.x, n") == "An expression attribute name used in the document path is not defined; attribute name: #n");
  CHECK(fault("m.x, l[0], m.y, l[0]") == overlap + "[l, [0]], path two: [l, [0]]");
  CHECK(fault("m.x, m") == overlap + "[m, x], path two: [m]");
  CHECK(fault("m, m.x") == overlap + "[m], path two: [m, x]");
  CHECK(fault("n, n") == overlap + "[n], path two: [n]");
  CHECK(fault("#x, n", R"({"#x":"n"})") == overlap + "[n], path two: [n]");
  CHECK(fault("m.x, m[1]") == conflict + "[m, x], path two: [m, [1]]");
  CHECK(fault("m.x, m[1], n, n") == overlap + "[n], path two: [n]");
  CHECK(fault("n", R"({"#x":"n"})") == "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}");
  CHECK(fault("pk.x") == "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk");
}
