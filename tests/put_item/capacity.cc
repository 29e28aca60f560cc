#include "test_engine.h"

using namespace shardbook;

namespace {

Json put(std::size_t item_bytes, Json extra = Json::object()) {
  Json body = {{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}}}, {"ReturnConsumedCapacity", "TOTAL"}};
  if (item_bytes > 4) body["Item"]["v"] = {{"S", std::string(item_bytes - 4, 'x')}};
  body.update(extra);
  return body;
}

double units(TestEngine& engine, const std::string& operation, const Json& body) {
  return engine.ok(operation, body)["ConsumedCapacity"]["CapacityUnits"];
}

}  // namespace

TEST_CASE("a put costs a unit per KB of the larger of the old and the new item") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(units(engine, "PutItem", put(3)) == 1);
  CHECK(units(engine, "PutItem", put(1024)) == 1);
  CHECK(units(engine, "PutItem", put(1025)) == 2);
  CHECK(units(engine, "PutItem", put(10)) == 2);
  CHECK(units(engine, "PutItem", put(10)) == 1);
  CHECK(units(engine, "PutItem", put(400 * 1024)) == 400);
}

TEST_CASE("an update costs by the larger item too, a deletion by the deleted item") {
  TestEngine engine;
  engine.create_table("tab");
  const Json key = {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"ReturnConsumedCapacity", "TOTAL"}};
  CHECK(units(engine, "DeleteItem", key) == 1);
  Json update = key;
  update["UpdateExpression"] = "SET v = :v";
  update["ExpressionAttributeValues"] = {{":v", {{"S", std::string(3000, 'x')}}}};
  CHECK(units(engine, "UpdateItem", update) == 3);
  update["ExpressionAttributeValues"][":v"]["S"] = "x";
  CHECK(units(engine, "UpdateItem", update) == 3);
  CHECK(units(engine, "UpdateItem", update) == 1);
  engine.ok("PutItem", put(2049));
  CHECK(units(engine, "DeleteItem", key) == 3);
}

TEST_CASE("consumed capacity is shown in TOTAL, with INDEXES, or not at all") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(engine.ok("PutItem", put(3))["ConsumedCapacity"] == parse_json(R"({"TableName":"tab","CapacityUnits":1.0})"));
  CHECK(engine.ok("PutItem", put(3, {{"ReturnConsumedCapacity", "INDEXES"}}))["ConsumedCapacity"] ==
        parse_json(R"({"TableName":"tab","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}})"));
  CHECK_FALSE(engine.ok("PutItem", put(3, {{"ReturnConsumedCapacity", "NONE"}})).contains("ConsumedCapacity"));
}
