#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";

/// Returns the error of a GetItem with these changes.
std::string fault(const char* changes) {
  Json body = parse_json(R"({"TableName":"nowhere","Key":{"pk":{"S":"a"}}})");
  body.merge_patch(parse_json(changes));
  return fault_everywhere("GetItem", body);
}

}  // namespace

TEST_CASE("an empty table name is the only error of a GetItem") {
  CHECK(fault(R"({"TableName":"","Key":null})") ==
        kOne + "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
}

TEST_CASE("GetItem reports its key before its table") {
  CHECK(fault(R"({"TableName":"a;","Key":null,"ReturnConsumedCapacity":"B"})") ==
        "ValidationException: 3 validation errors detected: "
        "Value null at 'key' failed to satisfy constraint: Member must not be null; "
        "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
        "Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
}

TEST_CASE("GetItem counts none of its other errors") {
  CHECK(fault(R"({"ProjectionExpression":""})") == "ValidationException: Invalid ProjectionExpression: The expression can not be empty;");
  CHECK(fault(R"({"ExpressionAttributeNames":{"#a":"a"}})") ==
        "ValidationException: ExpressionAttributeNames can only be specified when using expressions");
  CHECK(fault(R"({"Key":{"pk":{"S":null,"N":""}}})") == "ValidationException: The parameter cannot be converted to a numeric value: ");
  CHECK(fault(R"({"Key":{"pk":{"S":null,"NS":["1","1"]}}})") ==
        "ValidationException: One or more parameter values were invalid: Input collection contains duplicates.");
  CHECK(fault(R"({"Key":{"pk":{"S":null,"SS":["b","a","b"]}}})") ==
        "ValidationException: One or more parameter values were invalid: Input collection [\"a\", \"b\", \"b\"] contains duplicates.");
}

TEST_CASE("an empty name in a key or in AttributesToGet is refused before the expressions and the table") {
  CHECK(fault(R"({"Key":{"":{"S":"a"}},"ProjectionExpression":""})") == "ValidationException: Empty attribute name");
  CHECK(fault(R"({"AttributesToGet":["a",""]})") == "ValidationException: Empty attribute name");
}

TEST_CASE("ConsistentRead may be a string") {
  TestEngine engine;
  engine.create_table("tab");
  for (const char* text : {"true", "T", "yes", "Y", "1", "false", "F", "no", "n", "0"}) {
    INFO(std::string(text));
    engine.ok("GetItem", {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"ConsistentRead", text}});
  }
  CHECK(engine.fault("GetItem", {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"ConsistentRead", "on"}}) ==
        "SerializationException: Unexpected token received from parser");
}
