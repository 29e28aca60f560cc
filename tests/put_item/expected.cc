#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kItem = parse_json(R"({"pk":{"S":"a"},"n":{"N":"5"},"s":{"S":"book"},"l":{"SS":["x","y"]}})");

std::string outcome(const char* expected, const char* conditional_operator = nullptr) {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", kItem}});
  Json body = {{"TableName", "tab"}, {"Item", kItem}, {"Expected", parse_json(expected)}};
  if (conditional_operator != nullptr) body["ConditionalOperator"] = conditional_operator;
  const Json answer = engine.call("PutItem", body);
  if (engine.status == 200) return "ok";
  const std::string message = answer["message"];
  const std::string invalid = "1 validation error detected: One or more parameter values were invalid: ";
  return message.find(invalid) == 0 ? message.substr(invalid.size()) : message;
}

const std::string kFailed = "The conditional request failed";

}  // namespace

TEST_CASE("Expected compares like conditions") {
  CHECK(outcome(R"({"n":{"Value":{"N":"5.0"}}})") == "ok");
  CHECK(outcome(R"({"n":{"Value":{"N":"6"},"Exists":true}})") == kFailed);
  CHECK(outcome(R"({"x":{"Exists":false}})") == "ok");
  CHECK(outcome(R"({"n":{"Exists":false}})") == kFailed);
  CHECK(outcome(R"({"n":{"ComparisonOperator":"GT","Value":{"N":"4"}},"x":{"ComparisonOperator":"NULL"}})") == "ok");
  CHECK(outcome(R"({"n":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"4"},{"N":"5"}]}})") == "ok");
  CHECK(outcome(R"({"n":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"6"},{"N":"7"}]}})") == kFailed);
  CHECK(outcome(R"({"s":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"bo"}]}})") == "ok");
  CHECK(outcome(R"({"l":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"S":"x"}]}})") == "ok");
  CHECK(outcome(R"({"l":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"S":"x"}]}})") == kFailed);
  CHECK(outcome(R"({"n":{"Value":{"N":"6"}},"x":{"Exists":false}})") == kFailed);
  CHECK(outcome(R"({"n":{"Value":{"N":"6"}},"x":{"Exists":false}})", "OR") == "ok");
}

TEST_CASE("Expected reports the service's errors in its order") {
  CHECK(outcome(R"({"a":{"Value":{"N":"5"},"AttributeValueList":[]}})") ==
        "Value and AttributeValueList cannot be used together for Attribute: a");
  CHECK(outcome(R"({"a":{"Exists":true,"ComparisonOperator":"EQ"}})") ==
        "Exists and ComparisonOperator cannot be used together for Attribute: a");
  CHECK(outcome(R"({"a":{"ComparisonOperator":"LT"}})") ==
        "Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: a");
  CHECK(outcome(R"({"a":{"ComparisonOperator":"EQ","AttributeValueList":[]}})") ==
        "Invalid number of argument(s) for the EQ ComparisonOperator");
  CHECK(outcome(R"({"a":{"ComparisonOperator":"NULL","Value":{"S":"x"}}})") ==
        "Invalid number of argument(s) for the NULL ComparisonOperator");
  CHECK(outcome(R"({"a":{"ComparisonOperator":"IN","AttributeValueList":[{"S":"x"},{"N":"1"}]}})") ==
        "AttributeValues inside AttributeValueList must be of same type");
  CHECK(outcome(R"({"a":{"ComparisonOperator":"LT","Value":{"SS":["x"]}}})") ==
        "ComparisonOperator LT is not valid for SS AttributeValue type");
  CHECK(outcome(R"({"a":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"2"},{"N":"1"}]}})") ==
        "1 validation error detected: The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
  CHECK(outcome(R"({"a":{"AttributeValueList":[{"N":"2"}]}})") ==
        "AttributeValueList can only be used with a ComparisonOperator for Attribute: a");
  CHECK(outcome(R"({"a":{}})") == "Value must be provided when Exists is null for Attribute: a");
  CHECK(outcome(R"({"a":{"Exists":true}})") == "Value must be provided when Exists is true for Attribute: a");
  CHECK(outcome(R"({"a":{"Exists":false,"Value":{"N":"1"}}})") == "Value cannot be used when Exists is false for Attribute: a");
}

TEST_CASE("legacy parameters and expressions cannot be combined, in any region") {
  TestEngine engine;
  Json body = {{"TableName", "tab"},
               {"Item", kItem},
               {"Expected", parse_json(R"({"a":{"Exists":false}})")},
               {"ConditionExpression", "attribute_not_exists(a)"}};
  const std::string mixed =
      "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression "
      "parameters: {ConditionExpression}";
  CHECK(engine.fault("PutItem", body) == "ValidationException: 1 validation error detected: " + mixed);
  engine.region = "us-east-1";
  CHECK(engine.fault("PutItem", body) == "ValidationException: 1 validation error detected: " + mixed);
}
