#pragma once

#include <vector>

#include "test_engine.h"

namespace shardbook {

/// The streams of the table "books".

inline constexpr std::int64_t kHour = 3600 * 1000;

inline Json with_stream(const std::string& view) { return {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", view}}}}; }

/// The table has one partition, so its stream has one shard.
inline void create_books(TestEngine& engine, const std::string& view) {
  Json extra = with_stream(view);
  extra["BillingMode"] = "PROVISIONED";
  extra["ProvisionedThroughput"] = {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}};
  engine.create_table("books", false, extra);
}

/// Closes the only shard and opens four.
inline void go_on_demand(TestEngine& engine) { engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})"); }

inline void put_book(TestEngine& engine, const std::string& pk, int v) {
  engine.ok("PutItem", {{"TableName", "books"}, {"Item", {{"pk", {{"S", pk}}}, {"v", {{"N", std::to_string(v)}}}}}});
}

/// Returns the newest stream's ARN.
inline std::string stream_arn(TestEngine& engine) {
  return engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"][0]["StreamArn"];
}

inline Json stream_description(TestEngine& engine, Json extra = Json::object()) {
  if (!extra.contains("StreamArn")) extra["StreamArn"] = stream_arn(engine);
  return engine.ok("DescribeStream", extra)["StreamDescription"];
}

inline std::string first_shard(TestEngine& engine) { return stream_description(engine)["Shards"][0]["ShardId"]; }

inline std::string shard_iterator(TestEngine& engine, const std::string& shard, Json extra = {{"ShardIteratorType", "TRIM_HORIZON"}}) {
  if (!extra.contains("StreamArn")) extra["StreamArn"] = stream_arn(engine);
  extra["ShardId"] = shard;
  return engine.ok("GetShardIterator", extra)["ShardIterator"];
}

/// Returns the records of one shard, from TRIM_HORIZON until there are no more.
inline std::vector<Json> records_of(TestEngine& engine, const std::string& shard) {
  std::vector<Json> all;
  std::string next = shard_iterator(engine, shard);
  while (true) {
    const Json answer = engine.ok("GetRecords", {{"ShardIterator", next}, {"Limit", 2}});
    for (const Json& record : answer["Records"]) all.push_back(record);
    if (answer["Records"].empty()) return all;
    next = answer["NextShardIterator"];
  }
}

/// Returns the records of all shards, parents before children.
inline std::vector<Json> records_of_books(TestEngine& engine) {
  std::vector<Json> all;
  const Json shards = stream_description(engine)["Shards"];
  for (const Json& shard : shards) {
    for (Json& record : records_of(engine, shard["ShardId"])) all.push_back(std::move(record));
  }
  return all;
}

}  // namespace shardbook
