#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kKey = parse_json(R"({"pk":{"S":"a"}})");

TestEngine with_attribute(const char* name, const Json& value) {
  TestEngine engine;
  engine.region = "us-east-1";
  engine.create_table("tab");
  Json item = kKey;
  item[name] = value;
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  return engine;
}

bool holds(TestEngine& engine, const std::string& condition, const Json& value) {
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"ConditionExpression", "NOT (" + condition + ")"}};
  body["ExpressionAttributeValues"] = {{":v", value}};
  engine.call("UpdateItem", body);
  return engine.status == 400;
}

/// {k0: 0, k1: 1, ...} in that order or in reverse.
Json entries(int count, bool reversed = false) {
  Json out = Json::object();
  for (int i = 0; i < count; ++i) {
    const int number = reversed ? count - 1 - i : i;
    out["k" + std::to_string(number)] = {{"N", std::to_string(number)}};
  }
  return out;
}

std::string fault_of_update(const std::string& expression) {
  TestEngine engine = with_attribute("n", {{"N", "1"}});
  return engine.fault("UpdateItem", Json{{"TableName", "tab"}, {"Key", kKey}, {"UpdateExpression", expression}});
}

const std::string kOverlap =
    "ValidationException: 1 validation error detected: Invalid UpdateExpression: Two document paths overlap with each other; must remove "
    "or "
    "rewrite one of these paths; ";

}  // namespace

TEST_CASE("contains finds a text among its own repetitions, or not") {
  const std::string repeats(100'000, 'a');
  TestEngine engine = with_attribute("s", {{"S", repeats + "b" + repeats}});
  CHECK(holds(engine, "contains(s, :v)", {{"S", repeats + "b"}}));
  CHECK(holds(engine, "contains(s, :v)", {{"S", "b" + repeats}}));
  CHECK_FALSE(holds(engine, "contains(s, :v)", {{"S", repeats + "a"}}));
  CHECK_FALSE(holds(engine, "contains(s, :v)", {{"S", repeats.substr(1) + "bb"}}));
  CHECK(holds(engine, "contains(s, :v)", {{"S", ""}}));
}

TEST_CASE("contains finds bytes, zeros among them") {
  TestEngine engine = with_attribute("b", {{"B", "AAAAAAAB"}});  // 0 0 0 0 0 1
  CHECK(holds(engine, "contains(b, :v)", {{"B", "AAE="}}));
  CHECK(holds(engine, "contains(b, :v)", {{"B", "AAAAAAAB"}}));
  CHECK_FALSE(holds(engine, "contains(b, :v)", {{"B", "AQA="}}));
  CHECK_FALSE(holds(engine, "contains(b, :v)", {{"B", "AAAAAAAAAAAB"}}));
}

TEST_CASE("maps of 2,000 entries are equal in any order") {
  TestEngine engine = with_attribute("m", {{"M", entries(2'000)}});
  CHECK(holds(engine, "m = :v", {{"M", entries(2'000, true)}}));
  Json other = entries(2'000, true);
  other["k0"]["N"] = "1";
  CHECK_FALSE(holds(engine, "m = :v", {{"M", other}}));
  other.erase("k0");
  other["k2000"]["N"] = "0";
  CHECK_FALSE(holds(engine, "m = :v", {{"M", other}}));
}

TEST_CASE("a condition reads many entries of a large map") {
  TestEngine engine = with_attribute("m", {{"M", entries(2'000)}});
  std::string list;
  for (int i = 0; i < 99; ++i) list += "m.k" + std::to_string(i) + ", ";
  CHECK(holds(engine, ":v IN (" + list + "m.k1999)", {{"N", "1999"}}));
  CHECK_FALSE(holds(engine, ":v IN (" + list + "m.k2000)", {{"N", "2000"}}));
}

TEST_CASE("a condition reads many attributes of an item") {
  TestEngine engine;
  engine.create_table("tab");
  Json item = entries(2'000);
  item["pk"] = kKey["pk"];
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  Json expected = Json::object();
  for (int i = 0; i < 2'000; ++i) expected["k" + std::to_string(i)] = {{"Value", {{"N", std::to_string(i)}}}};
  expected["gone"] = {{"Exists", false}};
  const auto status_with = [&] {
    engine.call("DeleteItem", Json{{"TableName", "tab"}, {"Key", kKey}, {"Expected", expected}});
    return engine.status;
  };
  expected["k1999"]["Value"]["N"] = "0";
  CHECK(status_with() == 400);
  expected["k1999"]["Value"]["N"] = "1999";
  CHECK(status_with() == 200);
}

TEST_CASE("each of 2,000 placeholders stands for its own name") {
  TestEngine engine;
  engine.create_table("tab");
  Json item = entries(300);
  item["pk"] = kKey["pk"];
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  Json names = Json::object();
  std::string projection;
  for (int i = 299; i >= 0; --i) {
    names["#" + std::to_string(i)] = "k" + std::to_string(i);
    projection += (projection.empty() ? "#" : ", #") + std::to_string(i);
  }
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"ProjectionExpression", projection}, {"ExpressionAttributeNames", names}};
  CHECK(engine.ok("GetItem", body)["Item"].dump() == entries(300, true).dump());
  for (int i = 300; i < 2'000; ++i) body["ExpressionAttributeNames"]["#" + std::to_string(i)] = "k";
  CHECK(engine.fault("GetItem", body).find("unused in expressions: keys: {#300, #301, ") != std::string::npos);
}

TEST_CASE("among many overlapping paths the first that overlaps an earlier one is reported, with the first it overlaps") {
  std::string many;
  for (int i = 0; i < 200; ++i) many += "a.k" + std::to_string(i) + ", ";
  CHECK(fault_of_update("REMOVE " + many + "b.c, a.k7.x, b, a") == kOverlap + "path one: [a, k7], path two: [a, k7, x]");
  CHECK(fault_of_update("REMOVE " + many + "b.d, b.c, b, a") == kOverlap + "path one: [b, d], path two: [b]");
  CHECK(fault_of_update("REMOVE " + many + "a") == kOverlap + "path one: [a, k0], path two: [a]");
  const std::string conflict = fault_of_update("REMOVE " + many + "b[1], c, b.x, a[0], b.y");
  CHECK(conflict.find("conflict") != std::string::npos);
  CHECK(conflict.find("path one: [b, [1]], path two: [b, x]") != std::string::npos);
}

TEST_CASE("of many equal names in a map the last wins") {
  std::string map;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 20; ++i) map += ",\"k" + std::to_string(i) + "\":{\"N\":\"" + std::to_string(100 * round + i) + "\"}";
  }
  TestEngine engine;
  engine.create_table("tab");
  engine.text("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"m":{"M":{)" + map.substr(1) + "}}" + map + "}}");
  CHECK(engine.status == 200);
  const Json item = engine.ok("GetItem", Json{{"TableName", "tab"}, {"Key", kKey}})["Item"];
  CHECK(item.size() == 22);
  CHECK(item["k19"]["N"] == "219");
  CHECK(item["m"]["M"].size() == 20);
  CHECK(item["m"]["M"]["k0"]["N"] == "200");
}
