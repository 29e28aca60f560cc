#include "test_engine.h"

using namespace shardbook;

namespace {

TestEngine filled() {
  TestEngine engine;
  engine.create_table("tab", true);
  for (int i = 0; i < 5; ++i) {
    const std::string n = std::to_string(i);
    engine.ok("PutItem",
              Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"sk", {{"S", n}}}, {"n", {{"N", n}}}, {"a.b", {{"S", n}}}}}});
  }
  return engine;
}

Json query(const char* conditions, Json extra = Json::object()) {
  Json body = {{"TableName", "tab"}, {"KeyConditions", parse_json(conditions)}};
  body.update(extra);
  return body;
}

const char* kHash = R"({"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}})";

}  // namespace

TEST_CASE("KeyConditions match what key expressions match") {
  TestEngine engine = filled();
  CHECK(engine.ok("Query", query(kHash))["Count"] == 5);
  CHECK(engine.ok("Query", query(R"({"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},
    "sk":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"S":"1"},{"S":"3"}]}})"))["Count"] == 3);
  CHECK(engine.ok("Query",
                  query(kHash, {{"QueryFilter",
                                 parse_json(R"({"n":{"ComparisonOperator":"GE","AttributeValueList":[{"N":"3"}]}})")}}))["Count"] == 2);
  const Json projected = engine.ok("Query", query(kHash, {{"AttributesToGet", {"a.b", "none"}}, {"Limit", 1}}));
  CHECK(projected["Items"] == parse_json(R"([{"a.b":{"S":"0"}}])"));
  CHECK(engine.ok("Query",
                  query(kHash, {{"FilterExpression", "n > :n"}, {"ExpressionAttributeValues", {{":n", {{"N", "3"}}}}}}))["Count"] == 1);
  CHECK(engine.ok(
            "Scan",
            R"({"TableName":"tab","ConditionalOperator":"OR","ScanFilter":{"n":{"ComparisonOperator":"LT","AttributeValueList":[{"N":"1"}]},
    "sk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"4"}]}}})")["Count"] == 2);
}

TEST_CASE("KeyConditions report the service's errors") {
  TestEngine engine = filled();
  const auto fault = [&](const char* conditions, Json extra = Json::object()) {
    return engine.fault("Query", query(conditions, std::move(extra))).substr(21);
  };
  CHECK(fault("{}") == "Conditions can be of length 1 or 2 only");
  CHECK(fault(R"({"pk":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"a"}]}})") ==
        "Attempted conditional constraint is not an indexable operation");
  CHECK(fault(R"({"pk":{"ComparisonOperator":"LT","AttributeValueList":[{"S":"a"}]}})") == "Query key condition not supported");
  CHECK(fault(R"({"sk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}})") == "Query condition missed key schema element: pk");
  CHECK(fault(R"({"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"N":"1"}]}})") ==
        "One or more parameter values were invalid: Condition parameter type does not match schema type");
  CHECK(fault(kHash, {{"QueryFilter", parse_json(R"({"sk":{"ComparisonOperator":"NULL"}})")}}) ==
        "QueryFilter can only contain non-primary key attributes: Primary key attribute: sk");
  CHECK(fault(kHash, {{"AttributesToGet", {"a", "a"}}}) ==
        "One or more parameter values were invalid: Duplicate value in attribute name: a");
  CHECK(fault(kHash, {{"AttributesToGet", {"a"}}, {"ProjectionExpression", "a"}}) ==
        "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} "
        "Expression parameters: {ProjectionExpression}");
  CHECK(fault(kHash, {{"KeyConditionExpression", "pk = :p"}, {"ExpressionAttributeValues", {{":p", {{"S", "a"}}}}}}) ==
        "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {KeyConditions} "
        "Expression parameters: {KeyConditionExpression}");
}
