#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::size_t kMost = 400 * 1024;
const Json kKey = parse_json(R"({"pk":{"S":"a"}})");

bool updates(TestEngine& engine, const std::string& expression, const Json& values) {
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"UpdateExpression", expression}};
  if (!values.empty()) body["ExpressionAttributeValues"] = values;
  const Json answer = engine.call("UpdateItem", body);
  if (engine.status == 200) return true;
  REQUIRE(answer["message"] == "Item size to update has exceeded the maximum allowed size");
  return false;
}

Json text(std::size_t size) { return {{"S", std::string(size, 'x')}}; }

}  // namespace

TEST_CASE("an UpdateExpression may count as much as an item: 3 bytes, and an amount for each of its parts") {
  struct Case {
    const char* expression;
    std::size_t bytes;  // apart from the value :v, which takes the rest of 400 KB
  };
  const Case cases[] = {
      {"SET v = :v", 3 + 19 + 1},
      {"SET long_name = :v", 3 + 19 + 9},
      {"SET v = :v, w = :w", 3 + 19 + 1 + 19 + 1 + 5},
      {"SET v = :v REMOVE w, wide", 3 + 19 + 1 + 1 + 1 + 1 + 4},
      {"SET v = :v DELETE w :s", 3 + 19 + 1 + 1 + 1},
      {"SET v = :v ADD w :n", 3 + 19 + 1 + 19 + 1 + 2},
      {"SET m.kay[10].k = :v", 3 + 19 + 1 + 4 + 3 + 4 + 2 + 4 + 1},
      {"SET v = if_not_exists(v, :v)", 3 + 19 + 1 + 39 + (1 + 14 + 1)},
      {"SET v = if_not_exists(m.kay[10], :v)", 3 + 19 + 1 + 39 + (1 + 14 + 1 + 14 + 3 + 14 + 2)},
      {"SET v = :v, w = m", 3 + 19 + 1 + 19 + 1 + (1 + 14 + 1)},
      {"SET v = :v, w = n + :n", 3 + 19 + 1 + 19 + 1 + 34 + (1 + 14 + 1) + 2},
      {"SET v = :v, w = n - :n", 3 + 19 + 1 + 19 + 1 + 37 + (1 + 14 + 1) + 2},
      {"SET v = :v, w = list_append(l, l)", 3 + 19 + 1 + 19 + 1 + 37 + 2 * (1 + 14 + 1)},
  };
  for (const Case& each : cases) {
    INFO(std::string(each.expression));
    const std::string expression = each.expression;
    TestEngine engine;
    engine.create_table("tab");
    engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"n":{"N":"1"},"l":{"L":[]},"m":{"M":{"kay":{"L":[]}}}}})");
    const auto refused = [&](std::size_t size) {
      Json values = {{":v", text(size)}};
      if (expression.find(":w") != std::string::npos) values[":w"] = text(5);
      if (expression.find(":n") != std::string::npos) values[":n"] = {{"N", "1"}};
      if (expression.find(":s") != std::string::npos) values[":s"] = {{"SS", {std::string(1000, 's')}}};
      Json body = {{"TableName", "tab"},
                   {"Key", kKey},
                   {"UpdateExpression", expression},
                   {"ConditionExpression", "attribute_exists(gone)"},
                   {"ExpressionAttributeValues", values}};
      return engine.fault("UpdateItem", body);
    };
    // The request is measured before the condition is tested.
    CHECK(refused(kMost - each.bytes) == "ConditionalCheckFailedException: The conditional request failed");
    CHECK(refused(kMost - each.bytes + 1) == "ValidationException: Item size to update has exceeded the maximum allowed size");
  }
}

TEST_CASE("the item after an update has at most 400 KB, however small the request") {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"v", text(kMost - 3 - 1 - 10)}}}});
  CHECK(updates(engine, "SET w = :w", {{":w", text(9)}}));
  CHECK_FALSE(updates(engine, "SET w = :w", {{":w", text(10)}}));
  CHECK_FALSE(updates(engine, "SET x = v", {}));
}

TEST_CASE("AttributeUpdates count no more than the resulting item") {
  TestEngine engine;
  engine.create_table("tab");
  const Json body = {{"TableName", "tab"}, {"Key", kKey}, {"AttributeUpdates", {{"v", {{"Value", text(kMost - 3 - 1)}}}}}};
  engine.ok("UpdateItem", body);
}

TEST_CASE("an UPDATE of PartiQL may fill an item to its last byte") {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", kKey}});
  Json body = {{"Statement", "UPDATE tab SET v = ? WHERE pk = 'a'"}, {"Parameters", Json::array({text(kMost - 4)})}};
  engine.ok("ExecuteStatement", body);
  body["Parameters"][0] = text(kMost - 3);
  CHECK(engine.fault("ExecuteStatement", body) == "ValidationException: Item size to update has exceeded the maximum allowed size");
}

TEST_CASE("an update in a transaction may fill an item to its last byte") {
  TestEngine engine;
  engine.create_table("tab");
  const auto transact = [&](std::size_t size) {
    return engine.call("TransactWriteItems", Json{{"TransactItems",
                                                   {{{"Update",
                                                      {{"TableName", "tab"},
                                                       {"Key", kKey},
                                                       {"UpdateExpression", "SET v = :v"},
                                                       {"ExpressionAttributeValues", {{":v", text(size)}}}}}}}}});
  };
  transact(kMost - 4);
  CHECK(engine.status == 200);
  CHECK(transact(kMost - 3)["CancellationReasons"][0]["Message"] == "Item size to update has exceeded the maximum allowed size");
}
