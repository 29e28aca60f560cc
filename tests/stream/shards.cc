#include <map>
#include <set>
#include <vector>

#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::int64_t kHour = 3600 * 1000;

Json stream_of(const char* view) { return {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", view}}}}; }

Json provisioned(const char* view) {
  Json extra = stream_of(view);
  extra["BillingMode"] = "PROVISIONED";
  extra["ProvisionedThroughput"] = {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}};
  return extra;
}

void put(TestEngine& engine, const std::string& pk, int v) {
  engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", {{"pk", {{"S", pk}}}, {"v", {{"N", std::to_string(v)}}}}}});
}

std::string arn(TestEngine& engine) { return engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"][0]["StreamArn"]; }
Json describe(TestEngine& engine) { return engine.ok("DescribeStream", Json{{"StreamArn", arn(engine)}})["StreamDescription"]; }

std::string iterator(TestEngine& engine, const std::string& shard, Json extra = {{"ShardIteratorType", "TRIM_HORIZON"}}) {
  Json body = {{"StreamArn", arn(engine)}, {"ShardId", shard}};
  body.update(extra);
  return engine.ok("GetShardIterator", body)["ShardIterator"];
}

/// Records of one shard, from TRIM_HORIZON to where nothing more comes.
std::vector<Json> records(TestEngine& engine, const std::string& shard) {
  std::vector<Json> all;
  std::string next = iterator(engine, shard);
  while (true) {
    const Json answer = engine.ok("GetRecords", Json{{"ShardIterator", next}, {"Limit", 2}});
    for (const Json& record : answer["Records"]) all.push_back(record);
    if (answer["Records"].empty()) return all;
    next = answer["NextShardIterator"];
  }
}

}  // namespace

TEST_CASE("switching to on-demand closes the shard and opens four that name it") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("NEW_AND_OLD_IMAGES"));
  CHECK(describe(engine)["Shards"].size() == 1);
  engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})");
  const Json shards = describe(engine)["Shards"];
  REQUIRE(shards.size() == 5);
  CHECK(shards[0]["SequenceNumberRange"].contains("EndingSequenceNumber"));
  for (std::size_t i = 1; i < 5; ++i) {
    CHECK(shards[i]["ParentShardId"] == shards[0]["ShardId"]);
    CHECK_FALSE(shards[i]["SequenceNumberRange"].contains("EndingSequenceNumber"));
    CHECK(shards[i]["ShardId"].get<std::string>() > shards[i - 1]["ShardId"].get<std::string>());
  }
}

TEST_CASE("every write is in the streams once, and in order for each key") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("NEW_AND_OLD_IMAGES"));
  for (int i = 0; i < 100; ++i) {
    put(engine, std::to_string(i % 10), i);
    if (i == 50) engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})");
    if (i == 80) engine.now += 5 * kHour;
  }
  std::map<std::string, std::vector<int>> values;
  std::set<std::string> numbers;
  const Json shards = describe(engine)["Shards"];
  for (const Json& shard : shards) {
    for (const Json& record : records(engine, shard["ShardId"])) {
      values[record["dynamodb"]["Keys"]["pk"]["S"]].push_back(std::stoi(record["dynamodb"]["NewImage"]["v"]["N"].get<std::string>()));
      CHECK(numbers.insert(record["dynamodb"]["SequenceNumber"].get<std::string>()).second);
    }
  }
  CHECK(numbers.size() == 100);
  for (const auto& [pk, seen] : values) CHECK(std::is_sorted(seen.begin(), seen.end()));
}

TEST_CASE("a record shows what the view type says") {
  const std::map<std::string, std::pair<bool, bool>> views = {
      {"KEYS_ONLY", {false, false}}, {"NEW_IMAGE", {true, false}}, {"OLD_IMAGE", {false, true}}, {"NEW_AND_OLD_IMAGES", {true, true}}};
  for (const auto& [view, images] : views) {
    TestEngine engine;
    engine.create_table("books", false, provisioned(view.c_str()));
    put(engine, "a", 1);
    put(engine, "a", 2);
    engine.ok("DeleteItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}}})");
    const auto seen = records(engine, describe(engine)["Shards"][0]["ShardId"]);
    REQUIRE(seen.size() == 3);
    CHECK(seen[0]["eventName"] == "INSERT");
    CHECK(seen[1]["eventName"] == "MODIFY");
    CHECK(seen[2]["eventName"] == "REMOVE");
    CHECK(seen[1]["dynamodb"].contains("NewImage") == images.first);
    CHECK(seen[1]["dynamodb"].contains("OldImage") == images.second);
    CHECK_FALSE(seen[2]["dynamodb"].contains("NewImage"));
    CHECK(seen[0]["dynamodb"]["Keys"] == Json::parse(R"({"pk":{"S":"a"}})"));
    CHECK(seen[0]["dynamodb"]["StreamViewType"] == view);
    CHECK(seen[0]["eventID"] != seen[1]["eventID"]);
  }
}

TEST_CASE("a write that changes nothing leaves no record") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("KEYS_ONLY"));
  put(engine, "a", 1);
  put(engine, "a", 1);
  engine.ok("DeleteItem", R"({"TableName":"books","Key":{"pk":{"S":"none"}}})");
  CHECK(records(engine, describe(engine)["Shards"][0]["ShardId"]).size() == 1);
}

TEST_CASE("the end of a closed shard shows at the second read") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("KEYS_ONLY"));
  engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})");
  const std::string closed = describe(engine)["Shards"][0]["ShardId"];
  const Json first = engine.ok("GetRecords", Json{{"ShardIterator", iterator(engine, closed)}});
  REQUIRE(first.contains("NextShardIterator"));
  CHECK_FALSE(engine.ok("GetRecords", Json{{"ShardIterator", first["NextShardIterator"]}}).contains("NextShardIterator"));
}

TEST_CASE("iterators start where their type says") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("NEW_IMAGE"));
  for (int i = 0; i < 5; ++i) {
    put(engine, "a", i);
    engine.now += 1000;
  }
  const std::string shard = describe(engine)["Shards"][0]["ShardId"];
  const auto all = records(engine, shard);
  const auto first = [&](Json extra) {
    const Json answer = engine.ok("GetRecords", Json{{"ShardIterator", iterator(engine, shard, std::move(extra))}});
    return answer["Records"].empty() ? std::string() : answer["Records"][0]["dynamodb"]["NewImage"]["v"]["N"].get<std::string>();
  };
  const Json third = all[2]["dynamodb"]["SequenceNumber"];
  CHECK(first({{"ShardIteratorType", "AT_SEQUENCE_NUMBER"}, {"SequenceNumber", third}}) == "2");
  CHECK(first({{"ShardIteratorType", "AFTER_SEQUENCE_NUMBER"}, {"SequenceNumber", third}}) == "3");
  CHECK(first({{"ShardIteratorType", "AT_TIMESTAMP"}, {"Timestamp", static_cast<double>(engine.now) / 1000 - 2}}) == "3");
  CHECK(first({{"ShardIteratorType", "LATEST"}}).empty());
}

TEST_CASE("iterators expire after fifteen minutes") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("KEYS_ONLY"));
  const std::string old = iterator(engine, describe(engine)["Shards"][0]["ShardId"]);
  engine.now += 15 * 60 * 1000 + 1;
  CHECK(engine.fault("GetRecords", Json{{"ShardIterator", old}}).find("ExpiredIteratorException: ") == 0);
  CHECK(engine.fault("GetRecords", R"({"ShardIterator":"nonsense"})").find("ValidationException: ") == 0);
}

TEST_CASE("shards roll over after four hours, and records leave after a day") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("KEYS_ONLY"));
  put(engine, "a", 1);
  const std::string first = describe(engine)["Shards"][0]["ShardId"];
  engine.now += 4 * kHour + 1;
  put(engine, "a", 2);
  const Json shards = describe(engine)["Shards"];
  REQUIRE(shards.size() == 2);
  CHECK(shards[1]["ParentShardId"] == first);
  CHECK(records(engine, first).size() == 1);
  engine.now += 20 * kHour;
  CHECK(records(engine, first).empty());
  engine.now += 8 * kHour;
  const Json left = describe(engine)["Shards"];
  for (const Json& shard : left) CHECK(shard["ShardId"] != first);
}

TEST_CASE("a deleted table's stream stays readable for a day, the newest stream is listed first") {
  TestEngine engine;
  engine.create_table("books", false, provisioned("KEYS_ONLY"));
  put(engine, "a", 1);
  const std::string old = arn(engine);
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  engine.create_table("books", false, provisioned("KEYS_ONLY"));
  const Json streams = engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"];
  REQUIRE(streams.size() == 2);
  CHECK(streams[1]["StreamArn"] == old);
  const Json description = engine.ok("DescribeStream", Json{{"StreamArn", old}})["StreamDescription"];
  CHECK(description["StreamStatus"] == "DISABLED");
  CHECK(description["Shards"][0]["SequenceNumberRange"].contains("EndingSequenceNumber"));
  engine.now += 25 * kHour;
  CHECK(engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"].size() == 1);
}

TEST_CASE("a stream is switched on and off by UpdateTable, with a new ARN each time") {
  TestEngine engine;
  engine.create_table("books");
  const Json on = {{"TableName", "books"}, {"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}};
  const Json off = {{"TableName", "books"}, {"StreamSpecification", {{"StreamEnabled", false}}}};
  engine.ok("UpdateTable", on);
  const std::string first = arn(engine);
  CHECK(engine.fault("UpdateTable", on) == "ValidationException: Table already has an enabled stream: TableName: books");
  engine.ok("UpdateTable", off);
  engine.ok("UpdateTable", on);
  CHECK(arn(engine) != first);
}
