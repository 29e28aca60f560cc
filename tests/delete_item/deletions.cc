#include "test_engine.h"

using namespace shardbook;

namespace {

Json erase(Json extra = Json::object()) {
  Json body = {{"TableName", "tab"}, {"Key", parse_json(R"({"pk":{"S":"a"}})")}};
  body.update(extra);
  return body;
}

const Json kItem = parse_json(R"({"pk":{"S":"a"},"n":{"N":"1"},"l":{"L":[{"S":"x"}]}})");

TestEngine with_item() {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", kItem}});
  return engine;
}

bool is_empty(TestEngine& engine) { return engine.ok("Scan", R"({"TableName":"tab"})")["Count"] == 0; }

}  // namespace

TEST_CASE("DeleteItem returns the deleted item, if there was one and it is asked to") {
  TestEngine engine = with_item();
  CHECK(engine.ok("DeleteItem", erase({{"ReturnValues", "ALL_OLD"}}))["Attributes"] == kItem);
  CHECK(is_empty(engine));
  CHECK(engine.ok("DeleteItem", erase({{"ReturnValues", "ALL_OLD"}})) == Json::object());
  CHECK(engine.ok("DeleteItem", erase()) == Json::object());
}

TEST_CASE("DeleteItem deletes only if its condition holds") {
  TestEngine engine = with_item();
  const Json failing = {{"ConditionExpression", "n > :v"}, {"ExpressionAttributeValues", parse_json(R"({":v":{"N":"1"}})")}};
  CHECK(engine.fault("DeleteItem", erase(failing)) == "ConditionalCheckFailedException: The conditional request failed");
  Json showing = failing;
  showing["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  CHECK(engine.call("DeleteItem", erase(showing))["Item"] == kItem);
  CHECK_FALSE(is_empty(engine));
  engine.ok("DeleteItem", erase({{"ConditionExpression", "attribute_exists(l[0])"}}));
  CHECK(is_empty(engine));
  CHECK_FALSE(engine.call("DeleteItem", erase(showing)).contains("Item"));
}

TEST_CASE("DeleteItem respects Expected and ConditionalOperator") {
  TestEngine engine = with_item();
  const Json expected = parse_json(R"({"n":{"ComparisonOperator":"GT","AttributeValueList":[{"N":"5"}]},"x":{"Exists":false}})");
  CHECK(engine.fault("DeleteItem", erase({{"Expected", expected}})) == "ConditionalCheckFailedException: The conditional request failed");
  engine.ok("DeleteItem", erase({{"Expected", expected}, {"ConditionalOperator", "OR"}}));
  CHECK(is_empty(engine));
}

TEST_CASE("errors of DeleteItem are counted in every region") {
  TestEngine engine;
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    engine.region = region;
    engine.create_table("tab");
    const std::string counted = "ValidationException: 1 validation error detected: ";
    CHECK(engine.fault("DeleteItem", erase({{"ConditionExpression", "size(a)"}})) ==
          counted + "Invalid ConditionExpression: The function is not allowed to be used this way in an expression; function: size");
    CHECK(engine.fault("DeleteItem", erase({{"ConditionExpression", "attribute_exists(a)"}, {"Expected", Json::object()}})) ==
          counted +
              "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} "
              "Expression parameters: {ConditionExpression}");
    CHECK(engine.fault("DeleteItem", parse_json(R"({"TableName":"tab","Key":{"pk":{"SS":[]}}})")) ==
          counted + "One or more parameter values were invalid: An string set  may not be empty");
  }
}
