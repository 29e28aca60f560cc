#include "test_engine.h"

using namespace shardbook;

namespace {

/// Allows two writes and two strongly consistent reads a second.
TestEngine engine_with_table() {
  Options options;
  options.throttle = true;
  TestEngine engine(options);
  engine.create_table("tab", false,
                      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", 2}, {"WriteCapacityUnits", 2}}}});
  return engine;
}

Json item(const std::string& key) { return {{"pk", {{"S", key}}}}; }
Json put_request(const std::string& key) { return {{"PutRequest", {{"Item", item(key)}}}}; }

}  // namespace

TEST_CASE("a batch returns throttled writes as unprocessed, and they can be sent again") {
  TestEngine engine = engine_with_table();
  const Json requests = {{"tab", {put_request("a"), put_request("b"), put_request("c"), {{"DeleteRequest", {{"Key", item("d")}}}}}}};
  Json left = engine.ok("BatchWriteItem", {{"RequestItems", requests}})["UnprocessedItems"];
  CHECK(left == Json{{"tab", {put_request("c"), {{"DeleteRequest", {{"Key", item("d")}}}}}}});
  CHECK(engine.fault("BatchWriteItem", {{"RequestItems", left}}).substr(0, 38) == "ProvisionedThroughputExceededException");
  engine.now += 1'000;
  CHECK(engine.ok("BatchWriteItem", {{"RequestItems", left}})["UnprocessedItems"].empty());
}

TEST_CASE("a batch of reads returns throttled keys as unprocessed") {
  TestEngine engine = engine_with_table();
  const Json keys = {item("a"), item("b"), item("c")};
  const Json answer = engine.ok("BatchGetItem", {{"RequestItems", {{"tab", {{"Keys", keys}, {"ConsistentRead", true}}}}}});
  CHECK(answer["UnprocessedKeys"] == Json{{"tab", {{"Keys", {item("c")}}, {"ConsistentRead", true}}}});
}

TEST_CASE("a throttled transaction is cancelled with that reason and changes nothing") {
  TestEngine engine = engine_with_table();
  engine.ok("PutItem", {{"TableName", "tab"}, {"Item", item("a")}});
  engine.ok("PutItem", {{"TableName", "tab"}, {"Item", item("b")}});
  const Json actions = Json::array({{{"Put", {{"TableName", "tab"}, {"Item", item("c")}}}}});
  const Json answer = engine.call("TransactWriteItems", {{"TransactItems", actions}});
  CHECK(answer["__type"] == "com.amazonaws.dynamodb.v20120810#TransactionCanceledException");
  CHECK(answer["CancellationReasons"][0]["Code"] == "ProvisionedThroughputExceeded");
  CHECK(engine.ok("Scan", R"({"TableName":"tab"})")["Count"] == 2);
}

TEST_CASE("throttled statements report it alone, in a batch and in a transaction") {
  TestEngine engine = engine_with_table();
  const Json insert = {{"Statement", "INSERT INTO tab VALUE {'pk':'x'}"}};
  engine.ok("ExecuteStatement", {{"Statement", "INSERT INTO tab VALUE {'pk':'a'}"}});
  engine.ok("ExecuteStatement", {{"Statement", "INSERT INTO tab VALUE {'pk':'b'}"}});
  CHECK(engine.fault("ExecuteStatement", insert).substr(0, 38) == "ProvisionedThroughputExceededException");
  CHECK(engine.ok("BatchExecuteStatement", {{"Statements", {insert}}})["Responses"][0]["Error"]["Code"] == "ProvisionedThroughputExceeded");
  CHECK(engine.call("ExecuteTransaction", {{"TransactStatements", {insert}}})["CancellationReasons"][0]["Code"] ==
        "ProvisionedThroughputExceeded");
}
