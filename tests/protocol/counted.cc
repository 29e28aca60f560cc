#include "test_engine.h"

using namespace shardbook;

// What PutItem, UpdateItem and DeleteItem report as "1 validation error detected: ...", and what they report without that.

namespace {

constexpr const char* kRegions[] = {"us-east-1", "eu-west-2"};
constexpr const char* kOperations[] = {"PutItem", "UpdateItem", "DeleteItem"};

/// Returns a request of the operation with these members.
Json request(const std::string& operation, const Json& members) {
  Json body = {{"TableName", "tab"}};
  body[operation == "PutItem" ? "Item" : "Key"] = {{"pk", {{"S", "a"}}}};
  body.update(members);
  return body;
}

/// Checks that each operation reports the message after the prefix, in each region.
void check(const std::string& prefix, const std::string& message, const Json& members) {
  for (const char* region : kRegions) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab");
    for (const std::string operation : kOperations) {
      INFO(operation << " " << std::string(region));
      CHECK(engine.fault(operation, request(operation, members)) == "ValidationException: " + prefix + message);
    }
  }
}

void check_counted(const std::string& message, const char* members) {
  check("1 validation error detected: ", message, parse_json(members));
}
void check_bare(const std::string& message, const char* members) { check("", message, parse_json(members)); }

const std::string kInvalid = "One or more parameter values were invalid: ";
const std::string kCondition = "Invalid ConditionExpression: ";

}  // namespace

TEST_CASE("writes of one item count the errors of placeholders") {
  check_counted("ExpressionAttributeNames can only be specified when using expressions", R"({"ExpressionAttributeNames":{"#a":"a"}})");
  check_counted("ExpressionAttributeValues can only be specified when using expressions",
                R"({"ExpressionAttributeValues":{":a":{"S":"a"}}})");
  check_counted("ExpressionAttributeNames must not be empty", R"({"ConditionExpression":"a <> b","ExpressionAttributeNames":{}})");
  check_counted("ExpressionAttributeValues must not be empty", R"({"ConditionExpression":"a <> b","ExpressionAttributeValues":{}})");
  check_counted("ExpressionAttributeNames contains invalid value: Empty attribute name for key #a",
                R"({"ConditionExpression":"#a <> b","ExpressionAttributeNames":{"#a":""}})");
  check_counted("Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}",
                R"({"ConditionExpression":"a <> b","ExpressionAttributeNames":{"#a":"a"}})");
  check_counted("Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}",
                R"({"ConditionExpression":"a <> b","ExpressionAttributeValues":{":a":{"S":"a"}}})");
}

TEST_CASE("writes of one item count the errors of expressions") {
  check_counted(kCondition + "The expression can not be empty;", R"({"ConditionExpression":""})");
  check_counted(kCondition + "Expression size has exceeded the maximum allowed size;",
                Json{{"ConditionExpression", std::string(4097, 'a')}}.dump().c_str());
  check_counted(kCondition + R"(Syntax error; token: "<EOF>", near: "=")", R"({"ConditionExpression":"a ="})");
  check_counted(kCondition + "An expression attribute name used in the document path is not defined; attribute name: #a",
                R"({"ConditionExpression":"#a <> b"})");
  check_counted(kCondition + "An expression attribute value used in expression is not defined; attribute value: :a",
                R"({"ConditionExpression":"a = :a"})");
  check_counted(kCondition + "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL",
                R"({"ConditionExpression":"a < :a","ExpressionAttributeValues":{":a":{"BOOL":true}}})");
  check_counted(kCondition +
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: "
                    "AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}",
                R"({"ConditionExpression":"a BETWEEN :b AND :a","ExpressionAttributeValues":{":a":{"N":"1"},":b":{"N":"2"}}})");
  check_counted(
      "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression "
      "parameters: {ConditionExpression}",
      R"({"Expected":{"a":{"Exists":false}},"ConditionExpression":"a <> b"})");
}

TEST_CASE("writes of one item count the errors of Expected and its values") {
  check_counted(kInvalid + "Value must be provided when Exists is null for Attribute: a", R"({"Expected":{"a":{}}})");
  check_counted(kInvalid + "Invalid number of argument(s) for the EQ ComparisonOperator",
                R"({"Expected":{"a":{"ComparisonOperator":"EQ","AttributeValueList":[]}}})");
  check_counted(kInvalid + "Value and AttributeValueList cannot be used together for Attribute: a",
                R"({"Expected":{"a":{"Value":{"S":"x"},"AttributeValueList":[]}}})");
  check_counted(kInvalid + "Exists and ComparisonOperator cannot be used together for Attribute: a",
                R"({"Expected":{"a":{"Exists":true,"ComparisonOperator":"EQ"}}})");
  check_counted(kInvalid + "Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: a",
                R"({"Expected":{"a":{"ComparisonOperator":"LT"}}})");
  check_counted(kInvalid + "AttributeValueList can only be used with a ComparisonOperator for Attribute: a",
                R"({"Expected":{"a":{"AttributeValueList":[{"S":"x"}]}}})");
  check_counted(kInvalid + "Value cannot be used when Exists is false for Attribute: a",
                R"({"Expected":{"a":{"Exists":false,"Value":{"S":"x"}}}})");
  check_counted(kInvalid + "AttributeValues inside AttributeValueList must be of same type",
                R"({"Expected":{"a":{"ComparisonOperator":"IN","AttributeValueList":[{"S":"x"},{"N":"1"}]}}})");
  check_counted(kInvalid + "ComparisonOperator LT is not valid for SS AttributeValue type",
                R"({"Expected":{"a":{"ComparisonOperator":"LT","Value":{"SS":["x"]}}}})");
  check_counted("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
                R"({"Expected":{"a":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"2"},{"N":"1"}]}}})");
  check_counted("ConditionalOperator cannot be used without Filter or Expected", R"({"ConditionalOperator":"OR"})");
  check_counted("ConditionalOperator can only be used when Filter or Expected has two or more elements",
                R"({"ConditionalOperator":"OR","Expected":{"a":{"Exists":false}}})");
  check_counted("Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]",
                R"({"ConditionalOperator":"XOR","Expected":{"a":{"Exists":false},"b":{"Exists":false}}})");
  check_counted("Empty attribute name", R"({"Expected":{"":{"Exists":false}}})");
  check_counted(kInvalid + "An string set  may not be empty", R"({"Expected":{"a":{"Value":{"SS":[]}}}})");
  check_counted("The parameter cannot be converted to a numeric value: x", R"({"Expected":{"a":{"Value":{"N":"x"}}}})");
}

TEST_CASE("writes of one item count the errors of expression values, without naming their placeholders") {
  const auto value = [](const char* text) {
    return std::string(R"({"ConditionExpression":"a = :a","ExpressionAttributeValues":{":a":)") + text + "}}";
  };
  check_counted(kInvalid + "An string set  may not be empty", value(R"({"SS":[]})").c_str());
  check_counted(kInvalid + R"(Input collection ["a", "a"] contains duplicates.)", value(R"({"SS":["a","a"]})").c_str());
  check_counted(kInvalid + "Null attribute value types must have the value of true", value(R"({"NULL":false})").c_str());
  check_counted("The parameter cannot be converted to a numeric value: ", value(R"({"N":""})").c_str());
  check_counted("Empty attribute name", value(R"({"M":{"":{"S":"a"}}})").c_str());
}

TEST_CASE("errors of values without a type, of keys, of sizes and of the stored item are not counted") {
  const std::string empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
  check_bare("ExpressionAttributeValues contains invalid value: " + empty + " for key :a",
             R"({"ConditionExpression":"a = :a","ExpressionAttributeValues":{":a":{}}})");
  check_bare(empty, R"({"Expected":{"a":{"Value":{}}}})");
  for (const char* region : kRegions) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab");
    const std::string bare = "ValidationException: ";
    CHECK(engine.fault("PutItem", R"({"TableName":"tab","Item":{"pk":{"N":"1"}}})") ==
          bare + kInvalid + "Type mismatch for key pk expected: S actual: N");
    CHECK(engine.fault("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", std::string(410'000, 'x')}}}}}}) ==
          bare + "Item size has exceeded the maximum allowed size");
    for (const char* operation : {"UpdateItem", "DeleteItem"}) {
      CHECK(engine.fault(operation, R"({"TableName":"tab","Key":{"pk":{"N":"1"}}})") ==
            bare + "The provided key element does not match the schema");
      CHECK(engine.fault(operation, R"({"TableName":"tab","Key":{"pk":{}}})") == bare + empty);
    }
    CHECK(engine.fault("UpdateItem", R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET a = b"})") ==
          bare + "The provided expression refers to an attribute that does not exist in the item");
  }
}
