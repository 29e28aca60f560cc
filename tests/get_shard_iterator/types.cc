#include "test_streams.h"

using namespace shardbook;

namespace {

/// Five records in one shard, v from 0 to 4, one second apart.
struct FiveRecords {
  TestEngine engine;
  std::string shard;
  std::int64_t start = engine.now;
  std::vector<Json> records;

  FiveRecords() {
    create_books(engine, "NEW_IMAGE");
    for (int i = 0; i < 5; ++i, engine.now += 1000) put_book(engine, "a", i);
    shard = first_shard(engine);
    records = records_of(engine, shard);
  }

  /// Returns the values from there on, "0 1 2 3 4" at most.
  std::string from(Json extra) {
    std::string values;
    const Json answer = engine.ok("GetRecords", {{"ShardIterator", shard_iterator(engine, shard, std::move(extra))}});
    for (const Json& record : answer["Records"]) values += record["dynamodb"]["NewImage"]["v"]["N"].get<std::string>() + ' ';
    return values;
  }
  Json number(std::size_t record) const { return records[record]["dynamodb"]["SequenceNumber"]; }
  double seconds(double after) const { return static_cast<double>(start) / 1000 + after; }
};

}  // namespace

TEST_CASE("TRIM_HORIZON starts at the oldest record, LATEST after the newest") {
  FiveRecords five;
  CHECK(five.from({{"ShardIteratorType", "TRIM_HORIZON"}}) == "0 1 2 3 4 ");
  CHECK(five.from({{"ShardIteratorType", "LATEST"}}) == "");
  const std::string latest = shard_iterator(five.engine, five.shard, {{"ShardIteratorType", "LATEST"}});
  put_book(five.engine, "a", 5);
  CHECK(five.engine.ok("GetRecords", {{"ShardIterator", latest}})["Records"].size() == 1);
}

TEST_CASE("a sequence number starts at its record or after it") {
  FiveRecords five;
  CHECK(five.from({{"ShardIteratorType", "AT_SEQUENCE_NUMBER"}, {"SequenceNumber", five.number(2)}}) == "2 3 4 ");
  CHECK(five.from({{"ShardIteratorType", "AFTER_SEQUENCE_NUMBER"}, {"SequenceNumber", five.number(2)}}) == "3 4 ");
  CHECK(five.from({{"ShardIteratorType", "AFTER_SEQUENCE_NUMBER"}, {"SequenceNumber", five.number(4)}}) == "");
  const Json range = stream_description(five.engine)["Shards"][0]["SequenceNumberRange"];
  CHECK(five.from({{"ShardIteratorType", "AT_SEQUENCE_NUMBER"}, {"SequenceNumber", range["StartingSequenceNumber"]}}) == "0 1 2 3 4 ");
}

TEST_CASE("AT_TIMESTAMP starts at the first record that is not older") {
  FiveRecords five;
  const auto at = [&](double seconds) { return Json{{"ShardIteratorType", "AT_TIMESTAMP"}, {"Timestamp", five.seconds(seconds)}}; };
  CHECK(five.from(at(-100 * 3600)) == "0 1 2 3 4 ");
  CHECK(five.from(at(0)) == "0 1 2 3 4 ");
  CHECK(five.from(at(3)) == "3 4 ");
  CHECK(five.from(at(3.5)) == "4 ");
  CHECK(five.from(at(4.5)) == "");
}

TEST_CASE("a closed shard can be read from any position") {
  FiveRecords five;
  go_on_demand(five.engine);
  const Json range = stream_description(five.engine)["Shards"][0]["SequenceNumberRange"];
  CHECK(five.from({{"ShardIteratorType", "TRIM_HORIZON"}}) == "0 1 2 3 4 ");
  CHECK(five.from({{"ShardIteratorType", "LATEST"}}) == "");
  CHECK(five.from({{"ShardIteratorType", "AT_SEQUENCE_NUMBER"}, {"SequenceNumber", five.number(3)}}) == "3 4 ");
  CHECK(five.from({{"ShardIteratorType", "AFTER_SEQUENCE_NUMBER"}, {"SequenceNumber", range["EndingSequenceNumber"]}}) == "");
}
