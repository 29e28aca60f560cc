#include "test_engine.h"

using namespace shardbook;

namespace {

Json described(TestEngine& engine, const Json& name = "books") { return engine.ok("DescribeTable", {{"TableName", name}})["Table"]; }

Json without_id(Json table) {
  CHECK(table["TableId"].get<std::string>().size() == 36);
  table.erase("TableId");
  return table;
}

}  // namespace

TEST_CASE("description of a provisioned table that is ACTIVE") {
  TestEngine engine;
  engine.create_table("books", true,
                      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 6}}}});
  CHECK(without_id(described(engine)) == parse_json(R"({
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"}],
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
      "CreationDateTime":1700000000.0,"TableName":"books","TableStatus":"ACTIVE",
      "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":5,"WriteCapacityUnits":6},
      "TableSizeBytes":0,"ItemCount":0,"TableArn":"arn:aws:dynamodb:us-east-2:123456789012:table/books",
      "DeletionProtectionEnabled":false,
      "WarmThroughput":{"ReadUnitsPerSecond":5,"WriteUnitsPerSecond":6,"Status":"ACTIVE"}})"));
}

TEST_CASE("description of an on-demand table with a stream, CREATING and then ACTIVE") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books", false,
                      {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}, {"TableClass", "STANDARD"}});
  const Json creating = without_id(described(engine));
  CHECK(creating == parse_json(R"({
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
      "CreationDateTime":1700000000.0,"TableName":"books","TableStatus":"CREATING",
      "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0},
      "TableSizeBytes":0,"ItemCount":0,"TableArn":"arn:aws:dynamodb:us-east-2:123456789012:table/books",
      "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"TableThroughputModeSummary":{"TableThroughputMode":"PAY_PER_REQUEST"},
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"},"LatestStreamLabel":"2023-11-14T22:13:20.000",
      "LatestStreamArn":"arn:aws:dynamodb:us-east-2:123456789012:table/books/stream/2023-11-14T22:13:20.000",
      "TableClassSummary":{"TableClass":"STANDARD"},
      "DeletionProtectionEnabled":false,
      "WarmThroughput":{"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"UPDATING"}})"));
  engine.now += 60'000;
  Json active = creating;
  active["TableStatus"] = "ACTIVE";
  active["WarmThroughput"]["Status"] = "ACTIVE";
  const double since = 1'700'000'008.0;
  active["BillingModeSummary"]["LastUpdateToPayPerRequestDateTime"] = since;
  active["TableThroughputModeSummary"]["LastUpdateToPayPerRequestDateTime"] = since;
  const Json found = without_id(described(engine));
  for (const auto& [member, value] : active.items()) CHECK_MESSAGE(found[member] == value, member);
  CHECK(found.size() == active.size());
}

TEST_CASE("a table that is DELETING keeps its description except for its indexes") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  const Json active = described(engine);
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  Json deleting = described(engine);
  CHECK(deleting["TableStatus"] == "DELETING");
  deleting["TableStatus"] = "ACTIVE";
  CHECK(deleting == active);
}

TEST_CASE("items are counted and measured") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"v":{"S":"12345"}}})");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"b"}}})");
  CHECK(described(engine)["ItemCount"] == 2);
  CHECK(described(engine)["TableSizeBytes"] == 9 + 3);
}

TEST_CASE("a table is found by name or ARN") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(described(engine, described(engine)["TableArn"])["TableName"] == "books");
  const std::string missing = "ResourceNotFoundException: Requested resource not found: Table: ";
  CHECK(engine.fault("DescribeTable", R"({"TableName":"other"})") == missing + "other not found");
  CHECK(engine.fault("DescribeTable", "{}") ==
        "ValidationException: The parameter 'TableName' is required but was not present in the request");
  CHECK(engine.fault("DescribeTable", R"({"TableName":"ab"})") ==
        "ValidationException: 1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length "
        "greater than or equal to 3");
}

TEST_CASE("a table's ARN must be in the request's region and in this account") {
  TestEngine engine;
  engine.create_table("books");
  const std::string elsewhere = "arn:aws:dynamodb:eu-west-1:123456789012:table/books";
  for (const char* operation : {"DescribeTable", "DescribeTimeToLive", "DescribeContinuousBackups", "DeleteTable"}) {
    CHECK_MESSAGE(engine.fault(operation, {{"TableName", elsewhere}}) ==
                      "ValidationException: 1 validation error detected: Invalid AWS region in '" + elsewhere + "'",
                  operation);
  }
  const std::string others = "arn:aws:dynamodb:us-east-2:999999999999:table/books";
  CHECK(engine.fault("DescribeTable", {{"TableName", others}}) == "AccessDeniedException: Access is denied");
}

TEST_CASE("a description survives an export and import") {
  TestEngine engine;
  engine.create_table("books", true,
                      {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}},
                       {"DeletionProtectionEnabled", true},
                       {"TableClass", "STANDARD_INFREQUENT_ACCESS"},
                       {"OnDemandThroughput", {{"MaxReadRequestUnits", 10}}},
                       {"WarmThroughput", {{"ReadUnitsPerSecond", 13000}}},
                       {"SSESpecification", {{"Enabled", true}}}});
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(described(other) == described(engine));
}
