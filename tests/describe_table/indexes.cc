#include "test_indexes.h"

using namespace shardbook;

namespace {

const std::string kArn = "arn:aws:dynamodb:us-east-2:123456789012:table/library";

Json described(TestEngine& engine) { return engine.ok("DescribeTable", R"({"TableName":"library"})")["Table"]; }

/// Without the warm throughput, which has tests of its own.
Json global_index(const Json& table, std::size_t at) {
  Json index = table["GlobalSecondaryIndexes"][at];
  index.erase("WarmThroughput");
  return index;
}

}  // namespace

TEST_CASE("a local index is described by its keys, projection, size and ARN") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  CHECK(described(engine)["LocalSecondaryIndexes"] ==
        Json::array({{{"IndexName", "by_date"},
                      {"KeySchema", {hash_key("pk"), range_key("date")}},
                      {"Projection", {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", {"title"}}}},
                      {"IndexSizeBytes", 0},
                      {"ItemCount", 0},
                      {"IndexArn", kArn + "/index/by_date"}}}));
}

TEST_CASE("a global index also has a status and throughput, zero on demand") {
  TestEngine engine;
  const Json created = engine.ok("CreateTable", library_table())["TableDescription"];
  Json by_kind = {{"IndexName", "by_kind"},
                  {"KeySchema", Json::array({hash_key("kind")})},
                  {"Projection", {{"ProjectionType", "KEYS_ONLY"}}},
                  {"IndexStatus", "CREATING"},
                  {"ProvisionedThroughput", {{"NumberOfDecreasesToday", 0}, {"ReadCapacityUnits", 0}, {"WriteCapacityUnits", 0}}},
                  {"IndexSizeBytes", 0},
                  {"ItemCount", 0},
                  {"IndexArn", kArn + "/index/by_kind"}};
  CHECK(created["TableStatus"] == "CREATING");
  CHECK(global_index(created, 1) == by_kind);
  by_kind["IndexStatus"] = "ACTIVE";
  CHECK(global_index(described(engine), 1) == by_kind);
  CHECK(described(engine)["AttributeDefinitions"].size() == 5);
}

TEST_CASE("an index created with its table is CREATING until the table is ACTIVE, and never backfilling") {
  Options options;
  options.service_latency = true;
  TestEngine engine(options);
  engine.ok("CreateTable", library_table());
  Json table = described(engine);
  while (table["TableStatus"] == "CREATING") {
    CHECK(table["GlobalSecondaryIndexes"][0]["IndexStatus"] == "CREATING");
    CHECK_FALSE(table["GlobalSecondaryIndexes"][0].contains("Backfilling"));
    engine.now += 1000;
    table = described(engine);
  }
  CHECK(table["GlobalSecondaryIndexes"][0]["IndexStatus"] == "ACTIVE");
}

TEST_CASE("a provisioned index shows its throughput") {
  TestEngine engine;
  Json body = library_table();
  const Json throughput = {{"ReadCapacityUnits", 7}, {"WriteCapacityUnits", 8}};
  body["BillingMode"] = "PROVISIONED";
  body["ProvisionedThroughput"] = {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}};
  for (Json& index : body["GlobalSecondaryIndexes"]) index["ProvisionedThroughput"] = throughput;
  engine.ok("CreateTable", body);
  CHECK(described(engine)["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"] ==
        Json{{"NumberOfDecreasesToday", 0}, {"ReadCapacityUnits", 7}, {"WriteCapacityUnits", 8}});
}

TEST_CASE("an index counts its entries and the bytes it projects") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  engine.ok("PutItem", R"({"TableName":"library","Item":{"pk":{"S":"a"},"sk":{"S":"1"},"kind":{"N":"1"},"note":{"S":"twelve bytes"}}})");
  engine.ok("PutItem", R"({"TableName":"library","Item":{"pk":{"S":"a"},"sk":{"S":"2"},"author":{"S":"wells"},"date":{"S":"1895"}}})");
  const Json table = described(engine);
  CHECK(table["LocalSecondaryIndexes"][0]["ItemCount"] == 1);
  CHECK(table["LocalSecondaryIndexes"][0]["IndexSizeBytes"] == 3 + 3 + 8);
  CHECK(table["GlobalSecondaryIndexes"][0]["ItemCount"] == 1);
  CHECK(table["GlobalSecondaryIndexes"][0]["IndexSizeBytes"] == 3 + 3 + 8 + 11);
  CHECK(table["GlobalSecondaryIndexes"][1]["ItemCount"] == 1);
  CHECK(table["GlobalSecondaryIndexes"][1]["IndexSizeBytes"] == 3 + 3 + 6);
}

TEST_CASE("a table being deleted shows no indexes") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  const Json deleted = engine.ok("DeleteTable", R"({"TableName":"library"})")["TableDescription"];
  CHECK_FALSE(deleted.contains("GlobalSecondaryIndexes"));
  CHECK_FALSE(deleted.contains("LocalSecondaryIndexes"));
}

TEST_CASE("an index's warm throughput is as requested, otherwise by billing mode, and never lowered") {
  TestEngine engine;
  Json body = library_table();
  const auto warm = [](std::int64_t read) { return Json{{"WarmThroughput", {{"ReadUnitsPerSecond", read}}}}; };
  body["GlobalSecondaryIndexes"][0].update(warm(11'999));
  CHECK(engine.fault("CreateTable", body) ==
        "ValidationException: One or more parameter values were invalid: Requested ReadUnitsPerSecond for WarmThroughput for index "
        "by_author is lower than initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
        "on-demand-capacity-mode.html#on-demand-capacity-mode-initial");
  body["GlobalSecondaryIndexes"][0].update(warm(13'000));
  engine.ok("CreateTable", body);
  const Json update = with({{"IndexName", "by_kind"}}, warm(14'000));
  const auto shown = [&](std::size_t at) { return described(engine)["GlobalSecondaryIndexes"][at]["WarmThroughput"]; };
  CHECK(shown(0) == Json{{"ReadUnitsPerSecond", 13'000}, {"WriteUnitsPerSecond", 4'000}, {"Status", "ACTIVE"}});
  CHECK(shown(1) == Json{{"ReadUnitsPerSecond", 12'000}, {"WriteUnitsPerSecond", 4'000}, {"Status", "ACTIVE"}});
  engine.ok("UpdateTable", {{"TableName", "library"}, {"GlobalSecondaryIndexUpdates", Json::array({{{"Update", update}}})}});
  CHECK(shown(1)["ReadUnitsPerSecond"] == 14'000);
  const Json lower = with({{"IndexName", "by_kind"}}, warm(13'999));
  CHECK(engine.fault("UpdateTable", {{"TableName", "library"}, {"GlobalSecondaryIndexUpdates", Json::array({{{"Update", lower}}})}}) ==
        "ValidationException: One or more parameter values were invalid: Requested ReadUnitsPerSecond for WarmThroughput for index by_kind "
        "is lower than current WarmThroughput, decreasing WarmThroughput is not supported");
}

TEST_CASE("an index's on-demand maximum is shown, and removed by -1") {
  TestEngine engine;
  Json body = library_table();
  body["GlobalSecondaryIndexes"][0]["OnDemandThroughput"] = {{"MaxReadRequestUnits", 5}};
  engine.ok("CreateTable", body);
  const auto shown = [&] { return described(engine)["GlobalSecondaryIndexes"][0]; };
  CHECK(shown()["OnDemandThroughput"] == Json{{"MaxReadRequestUnits", 5}});
  const auto change = [&](std::int64_t read) {
    const Json update = {{"IndexName", "by_author"}, {"OnDemandThroughput", {{"MaxReadRequestUnits", read}}}};
    return Json{{"TableName", "library"}, {"GlobalSecondaryIndexUpdates", Json::array({{{"Update", update}}})}};
  };
  CHECK(engine.fault("UpdateTable", change(0)) ==
        "ValidationException: One or more parameter values were invalid: Requested MaxReadRequestUnits for OnDemandThroughput for index : "
        "by_author is outside of valid range");
  engine.ok("UpdateTable", change(-1));
  CHECK_FALSE(shown().contains("OnDemandThroughput"));
}
