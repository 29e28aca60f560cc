#include <functional>

#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";

/// Returns the error of a Query with these changes.
std::string fault(const char* changes) {
  Json body = parse_json(R"({"TableName":"nowhere","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}}})");
  body.merge_patch(parse_json(changes));
  return fault_everywhere("Query", body);
}

}  // namespace

TEST_CASE("Query reports a Limit below 1 and an empty table name together, before everything else") {
  CHECK(fault(R"({"TableName":"","Limit":0,"ReturnConsumedCapacity":"B"})") ==
        "ValidationException: 2 validation errors detected: "
        "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; "
        "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
  CHECK(fault(R"({"Limit":-1,"ReturnConsumedCapacity":"B"})") ==
        kOne + "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
}

TEST_CASE("an empty table name alone is the only error of a Query") {
  CHECK(fault(R"({"TableName":"","ReturnConsumedCapacity":"B","Select":"C"})") ==
        kOne + "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
}

TEST_CASE("then Query joins the errors of the table name and ReturnConsumedCapacity") {
  CHECK(fault(R"({"TableName":"a;","ReturnConsumedCapacity":"B","Select":"C"})") ==
        "ValidationException: 2 validation errors detected: "
        "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
        "Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
}

TEST_CASE("Query checks Select after refusing mixed parameters") {
  CHECK(fault(R"({"Select":"C","AttributesToGet":["a"],"ProjectionExpression":"a"})") ==
        "ValidationException: Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
        "{AttributesToGet} Expression parameters: {ProjectionExpression}");
  CHECK(fault(R"({"Select":"C","ExpressionAttributeNames":{"#a":"a"}})") ==
        kOne +
            "Value 'C' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, "
            "ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]");
}

TEST_CASE("Query counts the errors of a Select that does not fit the other parameters") {
  CHECK(fault(R"({"Select":"ALL_PROJECTED_ATTRIBUTES"})") ==
        kOne + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  CHECK(fault(R"({"Select":"SPECIFIC_ATTRIBUTES"})") ==
        kOne + "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
  CHECK(fault(R"({"Select":"COUNT","ProjectionExpression":"pk"})") ==
        kOne + "Cannot specify the ProjectionExpression when choosing to get only the Count");
  CHECK(fault(R"({"Select":"ALL_ATTRIBUTES","AttributesToGet":["pk"]})") ==
        kOne + "Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES");
  CHECK(fault(R"({"Select":"ALL_PROJECTED_ATTRIBUTES","IndexName":"idx","ProjectionExpression":"pk"})") ==
        kOne + "Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES");
}

TEST_CASE("Query counts none of the errors that writes count") {
  CHECK(fault(R"({"FilterExpression":""})") == "ValidationException: Invalid FilterExpression: The expression can not be empty;");
  CHECK(fault(R"({"FilterExpression":"a = :v","ExpressionAttributeValues":{":v":{"SS":[]}}})") ==
        "ValidationException: One or more parameter values were invalid: An string set  may not be empty");
  CHECK(fault(R"({"ConditionalOperator":"OR"})") == "ValidationException: ConditionalOperator cannot be used without Filter or Expected");
  CHECK(fault(R"({"ConditionalOperator":"OR","QueryFilter":{"x":{"ComparisonOperator":"NULL"}}})") ==
        "ValidationException: ConditionalOperator can only be used when Filter or Expected has two or more elements");
  CHECK(fault(R"({"ConditionalOperator":"XOR","QueryFilter":{"x":{"ComparisonOperator":"NULL"},"y":{"ComparisonOperator":"NULL"}}})") ==
        "ValidationException: Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]");
}

TEST_CASE("invalid values in the conditions and the starting key of a Query are worded by the newer layer") {
  const auto in_condition = [](const std::string& value) {
    return fault((R"({"KeyConditions":{"pk":{"AttributeValueList":[)" + value + "]}}}").c_str());
  };
  const auto in_start = [](const std::string& value) { return fault((R"({"ExclusiveStartKey":{"pk":)" + value + "}}").c_str()); };
  const auto in_values = [](const std::string& value) {
    return fault((R"({"KeyConditions":null,"KeyConditionExpression":"pk = :v","ExpressionAttributeValues":{":v":)" + value + "}}").c_str());
  };
  for (const auto& in : {std::function<std::string(const std::string&)>(in_condition), {in_start}, {in_values}}) {
    CHECK(in(R"({"N":""})") == "ValidationException: The parameter cannot be converted to a numeric value: ");
    CHECK(in(R"({"N":"1e99999999999"})") ==
          "ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported range");
    CHECK(in(R"({"NS":["1","1.0"]})") ==
          "ValidationException: One or more parameter values were invalid: Input collection contains duplicates.");
    CHECK(in(R"({"SS":["b","a","b"]})") ==
          R"(ValidationException: One or more parameter values were invalid: Input collection ["a", "b", "b"] contains duplicates.)");
  }
}

TEST_CASE("ScanIndexForward and ConsistentRead of a Query may be strings") {
  TestEngine engine;
  engine.create_table("tab", true);
  for (const char* sk : {"1", "2"}) {
    engine.ok("PutItem", {{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"sk", {{"S", sk}}}}}});
  }
  Json body = parse_json(R"({"TableName":"tab","KeyConditionExpression":"pk = :a","ExpressionAttributeValues":{":a":{"S":"a"}}})");
  for (const char* text : {"true", "T", "yes", "Y", "1", "false", "F", "no", "n", "0"}) {
    INFO(std::string(text));
    body["ScanIndexForward"] = body["ConsistentRead"] = text;
    const bool forward = std::string("tTyY1").find(text[0]) != std::string::npos;
    CHECK(engine.ok("Query", body)["Items"][0]["sk"]["S"] == (forward ? "1" : "2"));
  }
  body["ScanIndexForward"] = "on";
  CHECK(engine.fault("Query", body) == "SerializationException: Unexpected token received from parser");
}

TEST_CASE("the error for an oversize FilterExpression of a Query does not give its size") {
  const Json filter = {{"FilterExpression", std::string(4097, 'a')}};
  CHECK(fault(filter.dump().c_str()) ==
        "ValidationException: Invalid FilterExpression: Expression size has exceeded the maximum allowed size;");
}

TEST_CASE("a starting key with an untyped value is reported as such, other invalid values only by themselves") {
  const std::string start = "ValidationException: The provided starting key is invalid: ";
  CHECK(fault(R"({"ExclusiveStartKey":{"pk":{}}})") ==
        start + "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  CHECK(fault(R"({"ExclusiveStartKey":{"pk":{"S":"a","N":"1"}}})") ==
        start + "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  CHECK(fault(R"({"ExclusiveStartKey":{"pk":{"NULL":false}}})") == invalid + "Null attribute value types must have the value of true");
  CHECK(fault(R"({"ExclusiveStartKey":{"pk":{"SS":[]}}})") == invalid + "An string set  may not be empty");
  CHECK(fault(R"({"ExclusiveStartKey":{"pk":{"NS":["1","1"]}}})") == invalid + "Input collection contains duplicates.");
  CHECK(fault(R"({"ExclusiveStartKey":{"pk":{"N":""}}})") == "ValidationException: The parameter cannot be converted to a numeric value: ");
}

TEST_CASE("a filter condition may name an empty attribute; its values are still checked") {
  TestEngine engine;
  engine.create_table("tab");
  Json body = parse_json(R"({"TableName":"tab","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}},
                              "QueryFilter":{"":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]}}})");
  CHECK(engine.ok("Query", body)["Count"] == 0);
  body["QueryFilter"][""]["AttributeValueList"][0] = Json::object();
  CHECK(engine.fault("Query", body) ==
        "ValidationException: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}
