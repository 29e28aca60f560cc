#include "test_indexes.h"

using namespace shardbook;

namespace {

Options throttling() {
  Options options;
  options.throttle = true;
  return options;
}

const char* const kTableArn = "arn:aws:dynamodb:us-east-2:123456789012:table/tab";

Json provisioned(int read, int write) {
  return {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}}}};
}

Json put(const std::string& key) { return {{"TableName", "tab"}, {"Item", {{"pk", {{"S", key}}}}}}; }
Json key_of(const std::string& key) { return {{"pk", {{"S", key}}}}; }

/// Returns how many calls in a row succeed.
int passing(TestEngine& engine, const std::string& operation, const Json& body, int most = 10'000) {
  int count = 0;
  while (count < most && (engine.call(operation, body), engine.status == 200)) ++count;
  return count;
}

}  // namespace

TEST_CASE("nothing is throttled unless throttling is enabled") {
  TestEngine engine;
  engine.create_table("tab", false, provisioned(1, 1));
  CHECK(passing(engine, "PutItem", put("a"), 100) == 100);
}

TEST_CASE("a provisioned table refuses writes beyond its throughput and gives the reason") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, provisioned(5, 3));
  CHECK(passing(engine, "PutItem", put("a")) == 3);
  const Json fault = engine.call("PutItem", put("b"));
  CHECK(fault ==
        parse_json(
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"The level of configured )"
            R"(provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable )"
            R"(API.","ThrottlingReasons":[{"reason":"TableWriteProvisionedThroughputExceeded","resource":")" +
            std::string(kTableArn) + R"("}]})"));
  CHECK(engine.ok("GetItem", {{"TableName", "tab"}, {"Key", key_of("b")}}) == Json::object());
}

TEST_CASE("throughput is restored with time") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, provisioned(5, 3));
  CHECK(passing(engine, "PutItem", put("a")) == 3);
  engine.now += 2'000;
  CHECK(passing(engine, "PutItem", put("a")) == 6);
}

TEST_CASE("five minutes of unused throughput are kept for bursts") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, provisioned(5, 3));
  CHECK(passing(engine, "PutItem", put("a")) == 3);
  engine.now += 24 * 3'600'000;
  CHECK(passing(engine, "PutItem", put("a")) == 900);
}

TEST_CASE("reads and writes have separate throughput, and eventually consistent reads take half") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, provisioned(5, 1));
  CHECK(passing(engine, "PutItem", put("a")) == 1);
  CHECK(passing(engine, "GetItem", {{"TableName", "tab"}, {"Key", key_of("a")}}) == 10);
  CHECK(engine.call("Query",
                    parse_json(R"({"TableName":"tab","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}}})"))
            ["ThrottlingReasons"][0]["reason"] == "TableReadProvisionedThroughputExceeded");
  CHECK(engine.fault("Scan", R"({"TableName":"tab"})").substr(0, 38) == "ProvisionedThroughputExceededException");
}

TEST_CASE("a request that takes more than is left succeeds, and must be earned back") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, provisioned(1, 2));
  Json large = put("a");
  large["Item"]["text"] = {{"S", std::string(10 * 1024, 'x')}};
  engine.ok("PutItem", large);
  engine.now += 4'000;
  CHECK(passing(engine, "PutItem", put("b")) == 0);
  engine.now += 1'000;
  CHECK(passing(engine, "PutItem", put("b")) == 1);
}

TEST_CASE("an index out of write throughput throttles the table writes that affect it") {
  TestEngine engine(throttling());
  Json table = provisioned(100, 100);
  Json index = index_definition("by_author", Json::array({hash_key("author")}));
  index["ProvisionedThroughput"] = {{"ReadCapacityUnits", 100}, {"WriteCapacityUnits", 2}};
  table["AttributeDefinitions"] = definitions({{"pk", "S"}, {"author", "S"}});
  table["GlobalSecondaryIndexes"] = Json::array({index});
  engine.create_table("tab", false, table);
  Json item = put("a");
  item["Item"]["author"] = {{"S", "wells"}};
  for (const char* key : {"a", "b"}) {
    item["Item"]["pk"]["S"] = key;
    engine.ok("PutItem", item);
  }
  item["Item"]["pk"]["S"] = "c";
  const Json fault = engine.call("PutItem", item);
  CHECK(engine.status == 400);
  CHECK(fault["message"] ==
        "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider "
        "increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API");
  CHECK(fault["ThrottlingReasons"][0] ==
        Json({{"reason", "IndexWriteProvisionedThroughputExceeded"}, {"resource", std::string(kTableArn) + "/index/by_author"}}));
  CHECK(engine.ok("GetItem", {{"TableName", "tab"}, {"Key", key_of("c")}}) == Json::object());
  engine.ok("PutItem", put("d"));
}

TEST_CASE("an on-demand table is limited by its own maximum") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, {{"OnDemandThroughput", {{"MaxReadRequestUnits", 5}, {"MaxWriteRequestUnits", 4}}}});
  CHECK(passing(engine, "PutItem", put("a")) == 4);
  const Json fault = engine.call("PutItem", put("a"));
  CHECK(fault["__type"] == "com.amazonaws.dynamodb.v20120810#ThrottlingException");
  CHECK(fault["throttlingReasons"][0]["reason"] == "TableWriteMaxOnDemandThroughputExceeded");
}

TEST_CASE("a hot partition refuses more than 1,000 writes a second and is split") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}});
  CHECK(passing(engine, "PutItem", put("a")) == 1000);
  const Json fault = engine.call("PutItem", put("a"));
  CHECK(fault["throttlingReasons"][0]["reason"] == "TableWriteKeyRangeThroughputExceeded");
  engine.now += 60'000;
  const Json arn = engine.ok("DescribeTable", R"({"TableName":"tab"})")["Table"]["LatestStreamArn"];
  const Json shards = engine.ok("DescribeStream", {{"StreamArn", arn}})["StreamDescription"]["Shards"];
  CHECK(shards.size() == 6);  // four, one of which has two children
}

TEST_CASE("throttling state survives an export and import") {
  TestEngine engine(throttling());
  engine.create_table("tab", false, provisioned(5, 3));
  CHECK(passing(engine, "PutItem", put("a")) == 3);
  TestEngine other(throttling());
  CHECK(other.engine.import_state(engine.engine.export_state()));
  CHECK(passing(other, "PutItem", put("a")) == 0);
}
