#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";
const std::string kReturnValues =
    "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]";

/// Returns the error of a PutItem with these changes.
std::string fault(const Json& changes) {
  Json body = parse_json(R"({"TableName":"nowhere","Item":{"pk":{"S":"a"}}})");
  body.merge_patch(changes);
  return fault_everywhere("PutItem", body);
}

}  // namespace

TEST_CASE("an empty table name is the only error of a PutItem") {
  CHECK(fault(parse_json(R"({"TableName":"","Item":null,"ReturnConsumedCapacity":"B"})")) ==
        kOne + "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
}

TEST_CASE("PutItem reports only the first constraint that a table name violates: length, then pattern") {
  const std::string name = " at 'tableName' failed to satisfy constraint: Member must ";
  CHECK(fault({{"TableName", "ab"}}) == kOne + "Value 'ab'" + name + "have length greater than or equal to 3");
  CHECK(fault({{"TableName", "a;"}}) == kOne + "Value 'a;'" + name + "have length greater than or equal to 3");
  CHECK(fault({{"TableName", "abc;"}}) == kOne + "Value 'abc;'" + name + "satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  const std::string longest(256, ';');
  CHECK(fault({{"TableName", longest}}) == kOne + "Value '" + longest + "'" + name + "have length less than or equal to 255");
}

TEST_CASE("PutItem joins the errors of its members: table, item, capacity, values, metrics, values on failure") {
  CHECK(
      fault(parse_json(R"({"TableName":"ab","Item":null,"ReturnConsumedCapacity":"B","ReturnValues":"C",
                              "ReturnItemCollectionMetrics":"D","ReturnValuesOnConditionCheckFailure":"E"})")) ==
      "ValidationException: 6 validation errors detected: "
      "Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
      "Value null at 'item' failed to satisfy constraint: Member must not be null; "
      "Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; " +
          kReturnValues +
          "; Value 'D' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]; "
          "Value 'E' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, "
          "NONE]");
  CHECK(fault(parse_json(R"({"TableName":null})")) ==
        kOne + "Value null at 'tableName' failed to satisfy constraint: Member must not be null");
  CHECK(fault(parse_json(R"({"ReturnValues":"C"})")) == kOne + kReturnValues);
}

TEST_CASE("PutItem checks for unknown ReturnValues after its expressions") {
  CHECK(fault(parse_json(R"({"ReturnValues":"ALL_NEW","ConditionExpression":""})")) ==
        kOne + "Invalid ConditionExpression: The expression can not be empty;");
  CHECK(fault(parse_json(R"({"ReturnValues":"ALL_NEW"})")) == kOne + "ReturnValues can only be ALL_OLD or NONE");
}
