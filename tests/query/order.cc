#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kStart = "The provided starting key is invalid";

/// A table "tab" with keys pk and sk (S), and an index "idx" with keys c (S) and d (N) that projects keys only.
void create(TestEngine& engine) {
  engine.create_table("tab", true, parse_json(R"({"AttributeDefinitions":[
      {"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},
      {"AttributeName":"c","AttributeType":"S"},{"AttributeName":"d","AttributeType":"N"}],
    "GlobalSecondaryIndexes":[{"IndexName":"idx","Projection":{"ProjectionType":"KEYS_ONLY"},
      "KeySchema":[{"AttributeName":"c","KeyType":"HASH"},{"AttributeName":"d","KeyType":"RANGE"}]}]})"));
}

/// Checks the errors one after another, fixing each by removing or replacing members.
void check_order(const char* body, const std::vector<std::pair<std::string, const char*>>& faults_and_remedies) {
  for (const char* region : {"us-east-1", "eu-west-1"}) {
    TestEngine engine;
    engine.region = region;
    create(engine);
    Json request = parse_json(body);
    for (const auto& [fault, remedy] : faults_and_remedies) {
      INFO(region << " " << request.dump());
      const Json answer = engine.call("Query", request);
      CHECK(engine.status == 400);
      CHECK(answer["message"] == fault);
      request.merge_patch(parse_json(remedy));
    }
    INFO(region << " " << request.dump());
    engine.ok("Query", request);
  }
}

}  // namespace

TEST_CASE("errors found before the table lookup come in the service's order") {
  check_order(
      R"({"TableName":"nowhere","QueryFilter":{"x":{"ComparisonOperator":"EQ","AttributeValueList":[{}]}},
        "AttributesToGet":["a","a"],"ExclusiveStartKey":{"pk":{}},"ProjectionExpression":"size("})",
      {{"Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet, "
        "QueryFilter} Expression parameters: {ProjectionExpression}",
        R"({"ProjectionExpression":null})"},
       {"Supplied AttributeValue is empty, must contain exactly one of the supported datatypes", R"({"QueryFilter":null})"},
       {"One or more parameter values were invalid: Duplicate value in attribute name: a", R"({"AttributesToGet":null})"},
       {kStart + ": Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        R"({"ExclusiveStartKey":null})"},
       {"Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
        R"({"FilterExpression":"!!!","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{}]},
          "sk":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"a"}]},"c":{"ComparisonOperator":"NULL"}}})"},
       {R"(Invalid FilterExpression: Syntax error; token: "!", near: "!!")", R"({"FilterExpression":null})"},
       {"Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        R"({"KeyConditions":{"pk":{"AttributeValueList":[{"S":"a"}]}}})"},
       {"Requested resource not found", R"({"TableName":"tab","IndexName":"none"})"},
       {"The table does not have the specified index: none", R"({"IndexName":null})"},
       {"The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)",
        R"({"KeyConditions":{"c":null}})"},
       {"Attempted conditional constraint is not an indexable operation", R"({"KeyConditions":{"sk":null}})"}});
}

TEST_CASE("an unsupported key condition is reported after all expressions and before the table") {
  TestEngine engine;
  create(engine);
  const auto fault = [&](const char* filter) {
    return engine.fault("Query", {{"TableName", "nowhere"}, {"KeyConditionExpression", "pk = sk"}, {"FilterExpression", filter}});
  };
  CHECK(fault("!!!") == R"(ValidationException: Invalid FilterExpression: Syntax error; token: "!", near: "!!")");
  CHECK(fault("attribute_exists(x)") ==
        "ValidationException: Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
}

TEST_CASE("errors found in the table come in the service's order, the partition key's before the sort key's") {
  check_order(
      R"({"TableName":"tab","IndexName":"none","ConsistentRead":true,"ExclusiveStartKey":{"c":{"N":"1"}},"Select":"ALL_ATTRIBUTES",
        "KeyConditionExpression":"x < :wrong AND y = :wrong","FilterExpression":"d = :wrong AND pk.x = :wrong",
        "ExpressionAttributeValues":{":wrong":{"B":"YQ=="}}})",
      {{"The table does not have the specified index: none", R"({"IndexName":"idx"})"},
       {"Consistent reads are not supported on global secondary indexes", R"({"ConsistentRead":null})"},
       {kStart, R"({"ExclusiveStartKey":{"d":{"S":"1"},"pk":{"N":"1"},"sk":{"S":"1"}}})"},
       {kStart, R"({"ExclusiveStartKey":{"c":{"N":null,"S":"other"}}})"},
       {"Query condition missed key schema element: c", R"({"KeyConditionExpression":"c < :wrong AND y = :wrong"})"},
       {"One or more parameter values were invalid: Condition parameter type does not match schema type",
        R"({"KeyConditionExpression":"c < :c AND y = :wrong","ExpressionAttributeValues":{":c":{"S":"c"}}})"},
       {"Query key condition not supported", R"({"KeyConditionExpression":"c = :c AND y = :wrong"})"},
       {kStart, R"({"ExclusiveStartKey":{"d":{"S":null,"N":"1"}}})"},
       {"Query condition missed key schema element: d", R"({"KeyConditionExpression":"c = :c AND d > :wrong"})"},
       {"One or more parameter values were invalid: Condition parameter type does not match schema type",
        R"({"KeyConditionExpression":"c = :c AND d > :d","ExpressionAttributeValues":{":d":{"N":"5"}}})"},
       {kStart, R"({"ExclusiveStartKey":{"pk":{"N":null,"S":"1"}}})"},
       {"The provided starting key does not match the range key predicate", R"({"ExclusiveStartKey":{"d":{"N":"6"}}})"},
       {"The query can return at most one row and cannot be restarted", R"({"ExclusiveStartKey":{"c":{"S":"c"}}})"},
       {"Filter Expression can only contain non-primary key attributes: Primary key attribute: d",
        R"({"FilterExpression":"pk.x = :wrong"})"},
       {"One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index idx because its "
        "projection type is not ALL",
        R"({"Select":null})"},
       {"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
        R"({"FilterExpression":"c <> :c OR pk = :wrong"})"},
       {"Filter Expression can only contain non-primary key attributes: Primary key attribute: c",
        R"({"FilterExpression":"pk = :wrong"})"}});
}
