#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";
const std::string kOne = "ValidationException: 1 validation error detected: ";

Json key(const char* name, const char* type = "HASH") { return {{"AttributeName", name}, {"KeyType", type}}; }
Json defined(const char* name) { return {{"AttributeName", name}, {"AttributeType", "S"}}; }

/// Returns the error for a valid request with these changes, each of which adds a fault; the first one is reported.
std::string fault(const std::vector<Json>& changes) {
  TestEngine engine;
  Json body = {{"TableName", "books"},
               {"KeySchema", {key("pk")}},
               {"AttributeDefinitions", {defined("pk")}},
               {"ProvisionedThroughput", {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}}}};
  for (const Json& change : changes) body.update(change);
  const std::string message = engine.fault("CreateTable", body);
  CHECK(engine.ok("ListTables", "{}")["TableNames"].empty());
  return message;
}

Json units(std::int64_t read, std::int64_t write) {
  return {{"ProvisionedThroughput", {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}}}};
}

const Json kOnDemand = {{"BillingMode", "PAY_PER_REQUEST"}};
const Json kUndefined = {{"KeySchema", {key("a")}}};
const Json kUnused = {{"AttributeDefinitions", {defined("pk"), defined("x")}}};

}  // namespace

TEST_CASE("the table name is checked first") {
  CHECK(fault({{{"TableName", nullptr}}, {{"KeySchema", nullptr}}}) ==
        "ValidationException: The parameter 'TableName' is required but was not present in the request");
  CHECK(fault({{{"TableName", "ab"}}, {{"KeySchema", nullptr}}}) ==
        "ValidationException: 2 validation errors detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have "
        "length greater than or equal to 3; Value null at 'keySchema' failed to satisfy constraint: Member must not be null");
  CHECK(fault({{{"TableName", "ab"}}}) ==
        kOne + "Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3");
  CHECK(fault({{{"TableName", "a/b/c"}}}) ==
        kOne +
            "Value 'a/b/c' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
}

TEST_CASE("constraints are checked before the operation's own checks") {
  CHECK(fault({{{"BillingMode", "FREE"}}, kUndefined}) ==
        kOne +
            "Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, "
            "PAY_PER_REQUEST]");
  CHECK(fault({units(0, 5), kUndefined}) == kOne +
                                                "Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: "
                                                "Member must have value greater than or equal to 1");
  CHECK(fault({{{"KeySchema", {key("pk", "SORT")}}}}) ==
        kOne +
            "Value 'SORT' at 'keySchema.1.member.keyType' failed to satisfy constraint: Member must satisfy enum value set: [HASH, "
            "RANGE]");
}

TEST_CASE("throughput is checked before keys") {
  CHECK(fault({kOnDemand, kUndefined}) ==
        kInvalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
  CHECK(fault({{{"ProvisionedThroughput", nullptr}}, kUndefined}) ==
        kInvalid + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  CHECK(fault({units(1'000'000'000'001, 1'000'000'000'001), kUndefined}) ==
        "ValidationException: Given value 1000000000001 for ReadCapacityUnits is out of bounds");
  CHECK(fault({units(1, 1'000'000'000'001), kUndefined}) ==
        "ValidationException: Given value 1000000000001 for WriteCapacityUnits is out of bounds");
}

TEST_CASE("keys must be defined, then have the right roles, then every definition must be used") {
  CHECK(fault({{{"KeySchema", {key("pk", "RANGE"), key("pk")}}}}) ==
        "ValidationException: Invalid KeySchema: Some index key attribute have no definition");
  CHECK(fault({kUndefined}) ==
        kInvalid + "Some index key attributes are not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions: [pk]");
  CHECK(fault({kUnused, {{"KeySchema", {key("pk", "RANGE"), key("pk", "RANGE")}}}}) ==
        "ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name");
  CHECK(fault({kUnused, {{"KeySchema", {key("pk", "RANGE")}}}}) ==
        "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  CHECK(fault({kUnused, {{"KeySchema", {key("pk"), key("x")}}}}) ==
        "ValidationException: Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  CHECK(fault({kUnused}) ==
        kInvalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
}

TEST_CASE("a table has at most two keys") {
  CHECK(fault({{{"KeySchema", {key("pk"), key("x", "RANGE"), key("y", "RANGE")}},
                {"AttributeDefinitions", {defined("pk"), defined("x"), defined("y")}}}}) ==
        kOne +
            "Value '[KeySchemaElement(attributeName=pk, keyType=HASH), KeySchemaElement(attributeName=x, keyType=RANGE), "
            "KeySchemaElement(attributeName=y, keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less "
            "than or equal to 2");
}

TEST_CASE("the length of a table name is reported before its pattern") {
  CHECK(fault({{{"TableName", ""}}}) ==
        "ValidationException: 2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length "
        "greater than or equal to 3; Value '' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: "
        "[a-zA-Z0-9_.-]+");
}

TEST_CASE("the table class has its own error") {
  CHECK(fault({{{"TableClass", "COLD"}}, {{"BillingMode", "PAY_PER_REQUEST"}}, kUndefined}) ==
        "ValidationException: Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, "
        "STANDARD_INFREQUENT_ACCESS].");
}

TEST_CASE("a stream has a view type exactly if it is enabled") {
  const Json off = {{"StreamSpecification", {{"StreamEnabled", false}, {"StreamViewType", "KEYS_ONLY"}}}};
  CHECK(fault({off}) == kInvalid + "Table is being created with a stream disabled, UpdateViewType should not be specified");
  CHECK(fault({{{"StreamSpecification", {{"StreamEnabled", true}}}}}) ==
        kInvalid + "Table is being created with a stream enabled, UpdateViewType is required");
  CHECK(fault({{{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "ALL"}}}}}) ==
        kOne +
            "Value 'ALL' at 'streamSpecification.streamViewType' failed to satisfy constraint: Member must satisfy enum value set: "
            "[OLD_IMAGE, KEYS_ONLY, NEW_AND_OLD_IMAGES, NEW_IMAGE]");
  CHECK(fault({{{"StreamSpecification", {{"StreamViewType", "KEYS_ONLY"}}}}}) ==
        kOne + "Value null at 'streamSpecification.streamEnabled' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("whether the name is taken is checked last") {
  TestEngine engine;
  engine.create_table("books");
  Json again = {
      {"TableName", "books"}, {"KeySchema", {key("pk")}}, {"AttributeDefinitions", {defined("pk")}}, {"BillingMode", "PAY_PER_REQUEST"}};
  CHECK(engine.fault("CreateTable", again) == "ResourceInUseException: Table already exists: books");
  again.update(kUnused);
  CHECK(engine.fault("CreateTable", again).find("ValidationException: ") == 0);
}

TEST_CASE("the name of a table being created is in use") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  const Json again = {
      {"TableName", "books"}, {"KeySchema", {key("pk")}}, {"AttributeDefinitions", {defined("pk")}}, {"BillingMode", "PAY_PER_REQUEST"}};
  CHECK(engine.fault("CreateTable", again) ==
        "ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: books");
}
