#include "test_engine.h"

using namespace shardbook;

TEST_CASE("DeleteTable returns a reduced description of the table") {
  TestEngine engine;
  engine.create_table("books", false,
                      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 6}}}});
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  const Json description = engine.ok("DeleteTable", R"({"TableName":"books"})")["TableDescription"];
  CHECK(description["TableName"] == "books");
  CHECK(description["TableStatus"] == "DELETING");
  CHECK(description["TableArn"] == "arn:aws:dynamodb:us-east-2:123456789012:table/books");
  CHECK(description["ItemCount"] == 1);
  CHECK(description["ProvisionedThroughput"] == parse_json(R"({"NumberOfDecreasesToday":0,"ReadCapacityUnits":5,"WriteCapacityUnits":6})"));
  for (const char* member : {"KeySchema", "AttributeDefinitions", "CreationDateTime", "WarmThroughput"}) {
    CHECK_MESSAGE(!description.contains(member), member);
  }
}

TEST_CASE("a table being deleted is listed and described, cannot be read, and cannot be deleted again") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  CHECK(engine.ok("ListTables", "{}")["TableNames"] == Json::array({"books"}));
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableStatus"] == "DELETING");
  CHECK(engine.fault("GetItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}}})") ==
        "ResourceNotFoundException: Requested resource not found");
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") ==
        "ResourceInUseException: Attempt to change a resource which is still in use: Table is being deleted: books");
  CHECK(engine.fault("CreateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST",
                                        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
                                        "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}]})") ==
        "ResourceInUseException: Table already exists: books");
  engine.now += 60'000;
  CHECK(engine.ok("ListTables", "{}")["TableNames"].empty());
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") ==
        "ResourceNotFoundException: Requested resource not found: Table: books not found");
}

TEST_CASE("a deleted table is gone by the next call, and its name is free") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  CHECK(engine.fault("DescribeTable", R"({"TableName":"books"})") ==
        "ResourceNotFoundException: Requested resource not found: Table: books not found");
  engine.create_table("books");
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 0);
}

TEST_CASE("a table being created cannot be deleted yet") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") ==
        "ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: books");
}

TEST_CASE("a table being updated cannot be deleted") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PROVISIONED",
                               "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}})");
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") ==
        "ResourceInUseException: Attempt to change a resource which is still in use: Table: books is in the process of being updated.");
}

TEST_CASE("a table whose stream is being switched on or off cannot be deleted") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  for (const char* stream : {R"({"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"})", R"({"StreamEnabled":false})"}) {
    engine.now += 60'000;
    engine.ok("UpdateTable", {{"TableName", "books"}, {"StreamSpecification", parse_json(stream)}});
    CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") ==
          "ResourceInUseException: Attempt to change a resource which is still in use: Cannot delete table while stream is being "
          "enabled/disabled.");
  }
}

TEST_CASE("a protected table cannot be deleted") {
  TestEngine engine;
  engine.create_table("books", false, {{"DeletionProtectionEnabled", true}});
  CHECK(
      engine.fault("DeleteTable", R"({"TableName":"books"})") ==
      "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
  engine.ok("UpdateTable", R"({"TableName":"books","DeletionProtectionEnabled":false})");
  engine.ok("DeleteTable", R"({"TableName":"books"})");
}
