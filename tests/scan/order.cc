#include "test_engine.h"

using namespace shardbook;

TEST_CASE("Scan reports errors in the service's order") {
  const std::string empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
  const std::string start = "The provided starting key is invalid";
  const std::pair<std::string, const char*> faults_and_remedies[] = {
      {"Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet, "
       "ScanFilter} Expression parameters: {FilterExpression}",
       R"({"FilterExpression":null})"},
      {"One or more parameter values were invalid: Duplicate value in attribute name: a", R"({"AttributesToGet":null})"},
      {empty, R"({"ScanFilter":null})"},
      {start + ": " + empty, R"({"ExclusiveStartKey":{"pk":{"N":"1"}}})"},
      {"The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
       R"({"TotalSegments":1})"},
      {"The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 1 is not less than TotalSegments: 1",
       R"({"Segment":0,"FilterExpression":"!!!","ProjectionExpression":"pk.x, pk.x"})"},
      {R"(Invalid FilterExpression: Syntax error; token: "!", near: "!!")", R"({"FilterExpression":"pk.y = x"})"},
      {"Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: "
       "[pk, "
       "x], path two: [pk, x]",
       R"({"ProjectionExpression":"pk.x"})"},
      {"Requested resource not found", R"({"TableName":"tab","IndexName":"none"})"},
      {"The table does not have the specified index: none", R"({"IndexName":null})"},
      {start, R"({"ExclusiveStartKey":{"pk":{"N":null,"S":"a"}}})"},
      {"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
       R"({"ProjectionExpression":null})"},
      {"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
       R"({"FilterExpression":null})"}};
  for (const char* region : {"us-east-1", "eu-west-1"}) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab");
    Json request = parse_json(R"({"TableName":"nowhere","AttributesToGet":["a","a"],"ExclusiveStartKey":{"pk":{}},"Segment":1,
      "ScanFilter":{"x":{"ComparisonOperator":"EQ","AttributeValueList":[{}]}},"FilterExpression":"size("})");
    for (const auto& [fault, remedy] : faults_and_remedies) {
      INFO(region << " " << request.dump());
      const std::string message = engine.call("Scan", request)["message"];
      CHECK(engine.status == 400);
      const bool says_why = fault == start && engine.region == "us-east-1";
      CHECK(message == (says_why ? start + ": The provided key element does not match the schema" : fault));
      request.merge_patch(parse_json(remedy));
    }
    engine.ok("Scan", request);
  }
}
