#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";

/// Returns the error of a DeleteItem with these changes.
std::string fault(const char* changes) {
  Json body = parse_json(R"({"TableName":"nowhere","Key":{"pk":{"S":"a"}}})");
  body.merge_patch(parse_json(changes));
  return fault_everywhere("DeleteItem", body);
}

}  // namespace

TEST_CASE("an empty table name is the only error of a DeleteItem") {
  CHECK(fault(R"({"TableName":"","Key":null,"ReturnConsumedCapacity":"B"})") ==
        kOne + "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
}

TEST_CASE("DeleteItem joins the errors of its members: table, key, capacity, values, metrics, values on failure") {
  CHECK(fault(R"({"TableName":"a;","Key":null,"ReturnConsumedCapacity":"B","ReturnValues":"C","ReturnItemCollectionMetrics":"D",
                  "ReturnValuesOnConditionCheckFailure":"E"})") ==
        "ValidationException: 6 validation errors detected: "
        "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
        "Value null at 'key' failed to satisfy constraint: Member must not be null; "
        "Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; "
        "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]; "
        "Value 'D' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]; "
        "Value 'E' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, "
        "NONE]");
}

TEST_CASE("DeleteItem checks for unknown ReturnValues after its other members, before its expressions") {
  for (const std::string wanted : {"ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"}) {
    CHECK(fault((R"({"ConditionExpression":"","ReturnValues":")" + wanted + "\"}").c_str()) ==
          kOne + "ReturnValues can only be ALL_OLD or NONE");
  }
  CHECK(fault(R"({"ReturnValues":"ALL_NEW","ReturnValuesOnConditionCheckFailure":"E"})") ==
        "ValidationException: 2 validation errors detected: "
        "Value 'E' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, "
        "NONE]; ReturnValues can only be ALL_OLD or NONE");
}
