#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";

std::string fault(const char* region, const char* changes) {
  TestEngine engine;
  engine.region = region;
  engine.create_table("tab");
  Json body = {{"TableName", "tab"}};
  body.merge_patch(parse_json(changes));
  return engine.fault("Scan", body);
}

std::string newer(const char* changes) { return fault("eu-west-2", changes); }
std::string older(const char* changes) { return fault("us-east-1", changes); }

}  // namespace

TEST_CASE("outside us-east-1, Scan reports numbers out of range and an empty table name together, before everything else") {
  CHECK(newer(R"({"TableName":"","Limit":0,"Segment":-1,"TotalSegments":1000001,"ReturnConsumedCapacity":"B"})") ==
        "ValidationException: 4 validation errors detected: "
        "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; "
        "Value at 'Segment' failed to satisfy constraint: Member must have value greater than or equal to 0; "
        "Value at 'TotalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000; "
        "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
  CHECK(newer(R"({"TableName":"a;","ReturnConsumedCapacity":"B","Select":"C"})") ==
        "ValidationException: 2 validation errors detected: "
        "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
        "Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
  CHECK(newer(R"({"Select":"C","AttributesToGet":["a"],"ProjectionExpression":"a"})") ==
        kOne +
            "Value 'C' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, "
            "ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]");
}

TEST_CASE("in us-east-1, Scan joins the errors of all members and shows their values") {
  CHECK(older(R"({"TableName":"","Limit":0,"Select":"C"})") ==
        "ValidationException: 4 validation errors detected: "
        "Value '' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
        "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
        "Value 'C' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, "
        "ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]; "
        "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(older(R"({"ConditionalOperator":"XOR"})") ==
        kOne + "Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]");
}

TEST_CASE("Scan words errors of expression values by region") {
  const char* set = R"({"FilterExpression":"a = :v","ExpressionAttributeValues":{":v":{"SS":[]}}})";
  const std::string empty = "One or more parameter values were invalid: An string set  may not be empty";
  CHECK(newer(set) == "ValidationException: " + empty);
  CHECK(older(set) == "ValidationException: ExpressionAttributeValues contains invalid value: " + empty + " for key :v");
  const char* number = R"({"FilterExpression":"a = :v","ExpressionAttributeValues":{":v":{"N":""}}})";
  CHECK(newer(number) == "ValidationException: The parameter cannot be converted to a numeric value: ");
  CHECK(older(number) ==
        "ValidationException: ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value for "
        "key :v");
  const char* duplicates = R"({"ScanFilter":{"x":{"ComparisonOperator":"EQ","AttributeValueList":[{"NS":["1","1"]}]}}})";
  CHECK(newer(duplicates) == "ValidationException: One or more parameter values were invalid: Input collection contains duplicates.");
  CHECK(older(duplicates) == "ValidationException: Input collection contains duplicates");
  const char* values = R"({"ExpressionAttributeValues":{":v":{"S":"a"}}})";
  CHECK(newer(values) == "ValidationException: ExpressionAttributeValues can only be specified when using expressions");
  CHECK(older(values) ==
        "ValidationException: ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null");
}

TEST_CASE("the error for an oversize FilterExpression of a Scan gives its size, that for a ProjectionExpression does not") {
  const std::string text(4097, 'a');
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    CHECK(fault(region, Json{{"FilterExpression", text}}.dump().c_str()) ==
          "ValidationException: Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097");
    CHECK(fault(region, Json{{"ProjectionExpression", text}}.dump().c_str()) ==
          "ValidationException: Invalid ProjectionExpression: Expression size has exceeded the maximum allowed size;");
  }
}

TEST_CASE("outside us-east-1, Scan does not say how a starting key differs from the schema") {
  const std::string start = "ValidationException: The provided starting key is invalid";
  const std::string schema = ": The provided key element does not match the schema";
  for (const char* key : {R"({"ExclusiveStartKey":{"pk":{"N":"1"}}})", R"({"ExclusiveStartKey":{"x":{"S":"a"}}})",
                          R"({"ExclusiveStartKey":{"pk":{"S":"a"},"x":{"S":"a"}}})"}) {
    CHECK(newer(key) == start);
    CHECK(older(key) == start + schema);
  }
}

TEST_CASE("Scan counts no errors of Select") {
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    CHECK(fault(region, R"({"Select":"SPECIFIC_ATTRIBUTES"})") ==
          "ValidationException: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
    CHECK(fault(region, R"({"Select":"COUNT","AttributesToGet":["pk"]})") ==
          "ValidationException: Cannot specify the AttributesToGet when choosing to get only the Count");
    CHECK(fault(region, R"({"Select":"ALL_PROJECTED_ATTRIBUTES"})") ==
          "ValidationException: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    CHECK(fault(region, R"({"Select":"ALL_PROJECTED_ATTRIBUTES","IndexName":"idx","ProjectionExpression":"pk"})") ==
          "ValidationException: Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES");
    CHECK(fault(region, R"({"Select":"ALL_ATTRIBUTES","ProjectionExpression":"pk"})") ==
          "ValidationException: Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES");
  }
}

TEST_CASE("ConditionalOperator needs two conditions of a ScanFilter, in any region") {
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    CHECK(fault(region, R"({"ConditionalOperator":"OR"})") ==
          "ValidationException: ConditionalOperator cannot be used without Filter or Expected");
    CHECK(fault(region, R"({"ConditionalOperator":"OR","ScanFilter":{"x":{"ComparisonOperator":"NULL"}}})") ==
          "ValidationException: ConditionalOperator can only be used when Filter or Expected has two or more elements");
  }
}

TEST_CASE("the error for a placeholder of more than 255 bytes gives its size") {
  const std::string name = "#" + std::string(255, 'n');
  CHECK(newer(Json{{"ProjectionExpression", name}, {"ExpressionAttributeNames", {{name, "x"}}}}.dump().c_str()) ==
        "ValidationException: ExpressionAttributeNames contains a key that is too long; size of key: 256");
}

TEST_CASE("a condition of a ScanFilter may name an empty attribute; its values are still checked") {
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab");
    CHECK(engine.ok("Scan", R"({"TableName":"tab","ScanFilter":{"":{"ComparisonOperator":"NULL"}}})")["Count"] == 0);
    CHECK(engine.fault("Scan", R"({"TableName":"tab","ScanFilter":{"":{"ComparisonOperator":"EQ","AttributeValueList":[{"NS":[]}]}}})") ==
          "ValidationException: One or more parameter values were invalid: An number set  may not be empty");
  }
}

TEST_CASE("overlapping paths in a projection are named in the order written") {
  const std::string overlap =
      "ValidationException: Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these "
      "paths; ";
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    CHECK(fault(region, R"({"ProjectionExpression":"a.b, a"})") == overlap + "path one: [a, b], path two: [a]");
    CHECK(fault(region, R"({"ProjectionExpression":"a, a.b"})") == overlap + "path one: [a], path two: [a, b]");
  }
}
