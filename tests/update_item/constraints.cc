#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";

/// Returns the error of an UpdateItem with these changes.
std::string fault(const char* changes) {
  Json body = parse_json(R"({"TableName":"nowhere","Key":{"pk":{"S":"a"}}})");
  body.merge_patch(parse_json(changes));
  return fault_everywhere("UpdateItem", body);
}

}  // namespace

TEST_CASE("an invalid table name is the only error of an UpdateItem") {
  CHECK(fault(R"({"TableName":"","ReturnValues":"A"})") ==
        kOne + "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
  CHECK(fault(R"({"TableName":"a;","ReturnValues":"A"})") ==
        "ValidationException: 2 validation errors detected: "
        "Value 'a;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
        "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3");
  CHECK(fault(R"({"TableName":null,"ReturnValues":"A"})") ==
        kOne + "Value null at 'tableName' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("UpdateItem reports the first of its other members: values, values on failure, metrics, capacity") {
  CHECK(fault(R"({"ReturnValues":"A","ReturnValuesOnConditionCheckFailure":"B"})") ==
        kOne + "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]");
  CHECK(fault(R"({"ReturnValuesOnConditionCheckFailure":"B","ReturnItemCollectionMetrics":"C","ReturnConsumedCapacity":"D"})") ==
        "ValidationException: Value 'B' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum "
        "value set: [ALL_OLD, NONE]");
  CHECK(fault(R"({"ReturnItemCollectionMetrics":"C","ReturnConsumedCapacity":"D"})") ==
        kOne + "Value 'C' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]");
  CHECK(fault(R"({"ReturnConsumedCapacity":"D"})") ==
        "ValidationException: Value 'D' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: "
        "[INDEXES, TOTAL, NONE]");
}

TEST_CASE("an UpdateItem without a key goes to the older layer, which reports the key last") {
  CHECK(fault(R"({"TableName":null,"Key":null,"ReturnConsumedCapacity":"A","ReturnValues":"B","ReturnItemCollectionMetrics":"C",
                  "ReturnValuesOnConditionCheckFailure":"D"})") ==
        "ValidationException: 6 validation errors detected: "
        "Value 'A' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; "
        "Value null at 'tableName' failed to satisfy constraint: Member must not be null; "
        "Value 'B' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, "
        "NONE, UPDATED_NEW]; "
        "Value 'D' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, "
        "NONE]; "
        "Value 'C' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]; "
        "Value null at 'key' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("an unknown action of AttributeUpdates is refused with the service's stray quotation mark") {
  CHECK(fault(R"({"AttributeUpdates":{"x":{"Action":"SET","Value":{"N":"1"}}}})") ==
        kOne + "Member must satisfy enum value set: [ADD, DELETE, PUT]' for Action");
}

TEST_CASE("the names of AttributeUpdates and Expected are checked before the expressions and the table") {
  CHECK(fault(R"({"AttributeUpdates":{"":{"Value":{"N":"1"}}}})") == kOne + "Empty attribute name");
  CHECK(fault(R"({"Expected":{"":{"Exists":false}}})") == kOne + "Empty attribute name");
  const Json updates = {{"AttributeUpdates", {{std::string(65'536, 'n'), parse_json(R"({"Value":{"N":"1"}})")}}}};
  CHECK(fault(updates.dump().c_str()) == kOne + "Attribute name is too large, must be less than 65536 bytes");
  const Json expected = {{"Expected", {{std::string(65'536, 'n'), parse_json(R"({"Exists":false})")}}}};
  CHECK(fault(expected.dump().c_str()) == kOne + "Attribute name is too large, must be less than 65536 bytes");
}
