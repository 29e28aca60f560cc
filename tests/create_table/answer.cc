#include "test_engine.h"

using namespace shardbook;

TEST_CASE("a table is CREATING in the response and ACTIVE at the next call") {
  TestEngine engine;
  const Json created = engine.ok("CreateTable", R"({"TableName":"books","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
      "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6}})")["TableDescription"];
  CHECK(created["TableStatus"] == "CREATING");
  CHECK(created["TableArn"] == "arn:aws:dynamodb:us-east-2:123456789012:table/books");
  CHECK(created["ProvisionedThroughput"] == parse_json(R"({"NumberOfDecreasesToday":0,"ReadCapacityUnits":5,"WriteCapacityUnits":6})"));
  CHECK(created["DeletionProtectionEnabled"] == false);
  for (const char* member : {"BillingModeSummary", "StreamSpecification", "TableClassSummary", "WarmThroughput"}) {
    CHECK_MESSAGE(!created.contains(member), member);
  }
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableStatus"] == "ACTIVE");
}

TEST_CASE("with service latency, a table takes its time") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableStatus"] == "CREATING");
  CHECK(engine.fault("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})") ==
        "ResourceNotFoundException: Requested resource not found");
  engine.now += 60'000;
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableStatus"] == "ACTIVE");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
}

TEST_CASE("CreateTable returns warm throughput only if it was requested, and never that of an index") {
  TestEngine engine;
  const Json request = parse_json(R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST",
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
      "WarmThroughput":{"ReadUnitsPerSecond":13000},
      "GlobalSecondaryIndexes":[{"IndexName":"idx","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
          "Projection":{"ProjectionType":"ALL"},"WarmThroughput":{"WriteUnitsPerSecond":5000}}]})");
  const Json created = engine.ok("CreateTable", request)["TableDescription"];
  CHECK(created["WarmThroughput"] == parse_json(R"({"ReadUnitsPerSecond":13000,"WriteUnitsPerSecond":4000,"Status":"UPDATING"})"));
  CHECK_FALSE(created["GlobalSecondaryIndexes"][0].contains("WarmThroughput"));
  const Json table = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"];
  CHECK(table["GlobalSecondaryIndexes"][0]["WarmThroughput"] ==
        parse_json(R"({"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":5000,"Status":"ACTIVE"})"));
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

TEST_CASE("the number of partitions follows from billing mode and throughput") {
  TestEngine engine;
  const auto partitions = [&](std::size_t table) {
    return parse_json(engine.engine.inspect(R"({"kind":"tables"})"))["tables"][table]["partitions"].size();
  };
  const auto units = [](int read, int write) {
    return Json{{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}}}};
  };
  engine.create_table("aaa", false, units(5, 5));
  CHECK(partitions(0) == 1);
  engine.ok("UpdateTable", R"({"TableName":"aaa","BillingMode":"PAY_PER_REQUEST"})");
  CHECK(partitions(0) == 4);
  engine.create_table("bbb");
  CHECK(partitions(1) == 4);
  engine.create_table("ccc", false, units(6000, 500));
  CHECK(partitions(2) == 3);
}
