#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kBefore = parse_json(R"({"pk":{"S":"a"},"n":{"N":"1"},"s":{"SS":["x","y"]},"l":{"L":[{"S":"0"},{"S":"1"},{"S":"2"},{"S":"3"}]},
  "m":{"M":{"x":{"N":"1"},"y":{"M":{"z":{"L":[{"S":"p"},{"S":"q"}]}}}}}})");

/// Returns what an update of the item above returns; null if nothing.
Json returned(const char* wanted, const std::string& expression, const char* values = "{}") {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", kBefore}});
  Json body = {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"UpdateExpression", expression}, {"ReturnValues", wanted}};
  if (const Json parsed = parse_json(values); !parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  const Json answer = engine.ok("UpdateItem", body);
  return answer.contains("Attributes") ? answer["Attributes"] : Json();
}

const char* kV = R"({":v":{"S":"new"}})";

}  // namespace

TEST_CASE("ALL_OLD and ALL_NEW return the item with its key, NONE nothing") {
  CHECK(returned("ALL_OLD", "SET n = :v", kV) == kBefore);
  Json after = kBefore;
  after["n"] = {{"S", "new"}};
  CHECK(returned("ALL_NEW", "SET n = :v", kV) == after);
  CHECK(returned("NONE", "SET n = :v", kV).is_null());
}

TEST_CASE("UPDATED_NEW and UPDATED_OLD return whole attributes for top-level paths, nested paths as a skeleton") {
  struct Case {
    const char* expression;
    const char* updated_old;
    const char* updated_new;
  };
  const Case cases[] = {
      {"SET n = :v", R"({"n":{"N":"1"}})", R"({"n":{"S":"new"}})"},
      {"SET fresh = :v", "null", R"({"fresh":{"S":"new"}})"},
      {"SET m.x = :v", R"({"m":{"M":{"x":{"N":"1"}}}})", R"({"m":{"M":{"x":{"S":"new"}}}})"},
      {"SET m.w = :v", "null", R"({"m":{"M":{"w":{"S":"new"}}}})"},
      {"SET m.x = :v, m.y.z[1] = :v", R"({"m":{"M":{"x":{"N":"1"},"y":{"M":{"z":{"L":[{"S":"q"}]}}}}}})",
       R"({"m":{"M":{"x":{"S":"new"},"y":{"M":{"z":{"L":[{"S":"new"}]}}}}}})"},
      {"SET l[3] = :v, l[1] = :v", R"({"l":{"L":[{"S":"1"},{"S":"3"}]}})", R"({"l":{"L":[{"S":"new"},{"S":"new"}]}})"},
      {"SET l[1] = :v REMOVE n", R"({"l":{"L":[{"S":"1"}]},"n":{"N":"1"}})", R"({"l":{"L":[{"S":"new"}]}})"},
  };
  for (const auto& [expression, updated_old, updated_new] : cases) {
    INFO(std::string(expression));
    CHECK(nlohmann::json(returned("UPDATED_OLD", expression, kV)) == nlohmann::json::parse(updated_old));
    CHECK(nlohmann::json(returned("UPDATED_NEW", expression, kV)) == nlohmann::json::parse(updated_new));
  }
}

TEST_CASE("what is removed from an item or map has an old value and no new one") {
  CHECK(returned("UPDATED_OLD", "REMOVE n, s") == parse_json(R"({"n":{"N":"1"},"s":{"SS":["x","y"]}})"));
  CHECK(returned("UPDATED_NEW", "REMOVE n, s").is_null());
  CHECK(returned("UPDATED_OLD", "REMOVE m.x") == parse_json(R"({"m":{"M":{"x":{"N":"1"}}}})"));
  CHECK(returned("UPDATED_NEW", "REMOVE m.x").is_null());
  CHECK(returned("UPDATED_OLD", "REMOVE absent").is_null());
}

TEST_CASE("UPDATED_NEW shows the list elements that are at the updated indexes afterwards") {
  CHECK(returned("UPDATED_NEW", "REMOVE l[0]") == parse_json(R"({"l":{"L":[{"S":"1"}]}})"));
  CHECK(returned("UPDATED_OLD", "REMOVE l[0]") == parse_json(R"({"l":{"L":[{"S":"0"}]}})"));
  CHECK(returned("UPDATED_NEW", "REMOVE l[3]").is_null());
  CHECK(returned("UPDATED_NEW", "REMOVE m.y.z[0]") == parse_json(R"({"m":{"M":{"y":{"M":{"z":{"L":[{"S":"q"}]}}}}}})"));
  CHECK(returned("UPDATED_NEW", "REMOVE l[0] SET l[2] = :v", kV) == parse_json(R"({"l":{"L":[{"S":"1"},{"S":"3"}]}})"));
}

TEST_CASE("an element appended past the end at another index is not in UPDATED_NEW") {
  CHECK(returned("UPDATED_NEW", "SET l[100] = :v", kV).is_null());
  CHECK(returned("UPDATED_NEW", "SET l[4] = :v", kV) == parse_json(R"({"l":{"L":[{"S":"new"}]}})"));
  CHECK(returned("UPDATED_NEW", "SET l[100] = :v, n = :v", kV) == parse_json(R"({"n":{"S":"new"}})"));
}

TEST_CASE("ADD and DELETE return the whole number or set") {
  CHECK(returned("UPDATED_NEW", "ADD n :v", R"({":v":{"N":"2.5"}})") == parse_json(R"({"n":{"N":"3.5"}})"));
  CHECK(returned("UPDATED_OLD", "ADD n :v", R"({":v":{"N":"2.5"}})") == parse_json(R"({"n":{"N":"1"}})"));
  CHECK(returned("UPDATED_NEW", "DELETE s :v", R"({":v":{"SS":["x"]}})") == parse_json(R"({"s":{"SS":["y"]}})"));
  CHECK(returned("UPDATED_NEW", "DELETE s :v", R"({":v":{"SS":["x","y"]}})").is_null());
  CHECK(returned("UPDATED_OLD", "DELETE s :v", R"({":v":{"SS":["x","y"]}})") == parse_json(R"({"s":{"SS":["x","y"]}})"));
}

TEST_CASE("a new item has no old values") {
  TestEngine engine;
  engine.create_table("tab");
  const auto update = [&](const char* pk, const char* wanted) {
    return engine.ok("UpdateItem", Json{{"TableName", "tab"},
                                        {"Key", {{"pk", {{"S", pk}}}}},
                                        {"UpdateExpression", "SET v = :v"},
                                        {"ExpressionAttributeValues", parse_json(kV)},
                                        {"ReturnValues", wanted}});
  };
  CHECK(update("a", "ALL_OLD").empty());
  CHECK(update("b", "UPDATED_OLD").empty());
  CHECK(update("c", "ALL_NEW")["Attributes"] == parse_json(R"({"pk":{"S":"c"},"v":{"S":"new"}})"));
  CHECK(update("d", "UPDATED_NEW")["Attributes"] == parse_json(R"({"v":{"S":"new"}})"));
}

TEST_CASE("AttributeUpdates return values like expressions do") {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", kBefore}});
  Json body = {{"TableName", "tab"},
               {"Key", {{"pk", {{"S", "a"}}}}},
               {"AttributeUpdates", parse_json(R"({"n":{"Action":"ADD","Value":{"N":"1"}},"s":{"Action":"DELETE"}})")},
               {"ReturnValues", "UPDATED_OLD"}};
  CHECK(nlohmann::json(engine.ok("UpdateItem", body)["Attributes"]) == nlohmann::json::parse(R"({"n":{"N":"1"},"s":{"SS":["x","y"]}})"));
  body["ReturnValues"] = "UPDATED_NEW";
  CHECK(engine.ok("UpdateItem", body)["Attributes"] == parse_json(R"({"n":{"N":"3"}})"));
}
