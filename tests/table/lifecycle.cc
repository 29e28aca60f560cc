#include "test_engine.h"

using namespace shardbook;

namespace {

Json keys(const char* hash, const char* type = "S") {
  return {{"KeySchema", {{{"AttributeName", hash}, {"KeyType", "HASH"}}}},
          {"AttributeDefinitions", {{{"AttributeName", hash}, {"AttributeType", type}}}}};
}

Json provisioned(const std::string& name, int read, int write) {
  Json body = keys("pk");
  body["TableName"] = name;
  body["ProvisionedThroughput"] = {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}};
  return body;
}

}  // namespace

TEST_CASE("a table is CREATING in the answer and ACTIVE at the next call") {
  TestEngine engine;
  const Json created = engine.ok("CreateTable", provisioned("books", 5, 6))["TableDescription"];
  CHECK(created["TableStatus"] == "CREATING");
  CHECK(created["TableArn"] == "arn:aws:dynamodb:us-east-2:123456789012:table/books");
  CHECK(created["ProvisionedThroughput"] == Json::parse(R"({"NumberOfDecreasesToday":0,"ReadCapacityUnits":5,"WriteCapacityUnits":6})"));
  CHECK_FALSE(created.contains("BillingModeSummary"));
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableStatus"] == "ACTIVE");
  CHECK(engine.ok("DescribeTable", Json{{"TableName", created["TableArn"]}})["Table"]["TableName"] == "books");
}

TEST_CASE("with the service's latencies a table takes its time") {
  TestEngine engine(Options{0, false, true});
  engine.ok("CreateTable", provisioned("books", 5, 5));
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableStatus"] == "CREATING");
  CHECK(engine.fault("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})") ==
        "ResourceNotFoundException: Requested resource not found");
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") ==
        "ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: books");
  engine.now += 60'000;
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableStatus"] == "ACTIVE");
}

TEST_CASE("a deleted table is DELETING in the answer and then gone, and its name is free") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  CHECK(engine.ok("DeleteTable", R"({"TableName":"books"})")["TableDescription"]["TableStatus"] == "DELETING");
  CHECK(engine.fault("DescribeTable", R"({"TableName":"books"})") ==
        "ResourceNotFoundException: Requested resource not found: Table: books not found");
  engine.create_table("books");
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 0);
}

TEST_CASE("each region has its own tables") {
  TestEngine engine;
  engine.create_table("books");
  engine.region = "eu-west-1";
  CHECK(engine.ok("ListTables", "{}")["TableNames"].empty());
  CHECK(engine.fault("GetItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}}})") ==
        "ResourceNotFoundException: Requested resource not found");
  engine.create_table("books");
  engine.region = "us-east-2";
  CHECK(engine.ok("ListTables", "{}")["TableNames"] == Json::array({"books"}));
}

TEST_CASE("names are listed in order, page by page") {
  TestEngine engine;
  for (const char* name : {"ccc", "aaa", "bbb"}) engine.create_table(name);
  CHECK(engine.ok("ListTables", R"({"Limit":2})") == Json::parse(R"({"TableNames":["aaa","bbb"],"LastEvaluatedTableName":"bbb"})"));
  CHECK(engine.ok("ListTables", R"({"ExclusiveStartTableName":"bb0"})") == Json::parse(R"({"TableNames":["bbb","ccc"]})"));
  CHECK(engine.ok("ListTables", R"({"Limit":3})") == Json::parse(R"({"TableNames":["aaa","bbb","ccc"]})"));
}

TEST_CASE("faults of CreateTable come in the service's order and words") {
  TestEngine engine;
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  const auto fault = [&](Json body, Json changes) {
    body.update(changes);
    const std::string message = engine.fault("CreateTable", body);
    CHECK(engine.ok("ListTables", "{}")["TableNames"].empty());
    return message;
  };
  const Json good = provisioned("books", 5, 5);
  CHECK(fault(keys("pk"), Json::object()) ==
        "ValidationException: The parameter 'TableName' is required but was not present in the request");
  CHECK(fault(good, {{"BillingMode", "PAY_PER_REQUEST"}}) ==
        invalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
  CHECK(fault(good, {{"ProvisionedThroughput", nullptr}}) ==
        invalid + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  CHECK(fault(good, {{"KeySchema", {{{"AttributeName", "a"}, {"KeyType", "HASH"}}}}}) ==
        invalid + "Some index key attributes are not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions: [pk]");
  CHECK(fault(good, {{"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "RANGE"}}}}}) ==
        "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  CHECK(fault(good, {{"AttributeDefinitions",
                      {{{"AttributeName", "pk"}, {"AttributeType", "S"}}, {{"AttributeName", "x"}, {"AttributeType", "S"}}}}}) ==
        invalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
  CHECK(fault(good, {{"BillingMode", "FREE"}}) ==
        "ValidationException: 1 validation error detected: Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy "
        "enum "
        "value set: [PROVISIONED, PAY_PER_REQUEST]");
  engine.create_table("taken");
  Json again = good;
  again["TableName"] = "taken";
  CHECK(engine.fault("CreateTable", again) == "ResourceInUseException: Table already exists: taken");
}

TEST_CASE("a protected table is not deleted") {
  TestEngine engine;
  engine.create_table("books", false, {{"DeletionProtectionEnabled", true}});
  CHECK(
      engine.fault("DeleteTable", R"({"TableName":"books"})") ==
      "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
  engine.ok("UpdateTable", R"({"TableName":"books","DeletionProtectionEnabled":false})");
  engine.ok("DeleteTable", R"({"TableName":"books"})");
}

TEST_CASE("throughput changes show old values at first, and nothing but a change is accepted") {
  TestEngine engine;
  engine.ok("CreateTable", provisioned("books", 5, 5));
  const char* kRaise = R"({"TableName":"books","ProvisionedThroughput":{"ReadCapacityUnits":7,"WriteCapacityUnits":5}})";
  const Json raised = engine.ok("UpdateTable", kRaise)["TableDescription"];
  CHECK(raised["TableStatus"] == "UPDATING");
  CHECK(raised["ProvisionedThroughput"]["ReadCapacityUnits"] == 5);
  const Json after = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["ProvisionedThroughput"];
  CHECK(after["ReadCapacityUnits"] == 7);
  CHECK(after.contains("LastIncreaseDateTime"));
  CHECK(engine.fault("UpdateTable", kRaise).find("The provisioned throughput for the table will not change.") != std::string::npos);
  CHECK(engine.fault("UpdateTable", R"({"TableName":"books"})") ==
        "ValidationException: At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or "
        "SSESpecification or ReplicaUpdates is required");
}

TEST_CASE("partitions follow from billing mode and throughput") {
  TestEngine engine;
  const auto partitions = [&](std::size_t table) {
    return Json::parse(engine.engine.inspect(R"({"kind":"tables"})"))["tables"][table]["partitions"].size();
  };
  engine.ok("CreateTable", provisioned("aaa", 5, 5));
  CHECK(partitions(0) == 1);
  engine.ok("UpdateTable", R"({"TableName":"aaa","BillingMode":"PAY_PER_REQUEST"})");
  CHECK(partitions(0) == 4);
  engine.create_table("bbb");
  CHECK(partitions(1) == 4);
  engine.ok("CreateTable", provisioned("ccc", 6000, 500));
  CHECK(partitions(2) == 3);
}
