#include "test_streams.h"

using namespace shardbook;

namespace {

Json read(TestEngine& engine, const Json& iterator) { return engine.ok("GetRecords", {{"ShardIterator", iterator}}); }
std::string fault(TestEngine& engine, const Json& iterator) { return engine.fault("GetRecords", {{"ShardIterator", iterator}}); }

}  // namespace

TEST_CASE("the end of a closed shard shows on the second read") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  go_on_demand(engine);
  const Json first = read(engine, shard_iterator(engine, first_shard(engine)));
  REQUIRE(first.contains("NextShardIterator"));
  CHECK_FALSE(read(engine, first["NextShardIterator"]).contains("NextShardIterator"));
}

TEST_CASE("an open shard has no end, and its next iterator finds later records") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  Json next = shard_iterator(engine, first_shard(engine));
  for (int i = 0; i < 5; ++i) {
    const Json answer = read(engine, next);
    CHECK(answer["Records"].empty());
    next = answer["NextShardIterator"];
  }
  put_book(engine, "a", 1);
  CHECK(read(engine, next)["Records"].size() == 1);
  CHECK(read(engine, next)["Records"].size() == 1);
}

TEST_CASE("a page has at most a thousand records, Limit records, or a megabyte") {
  TestEngine engine;
  create_books(engine, "NEW_IMAGE");
  for (int i = 0; i < 1001; ++i) put_book(engine, "a", i);
  const std::string iterator = shard_iterator(engine, first_shard(engine));
  const Json first = read(engine, iterator);
  CHECK(first["Records"].size() == 1000);
  CHECK(read(engine, first["NextShardIterator"])["Records"].size() == 1);
  CHECK(engine.ok("GetRecords", {{"ShardIterator", iterator}, {"Limit", 3}})["Records"].size() == 3);
  for (int i = 0; i < 4; ++i) {
    engine.ok("PutItem",
              {{"TableName", "books"}, {"Item", {{"pk", {{"S", std::to_string(i)}}}, {"v", {{"S", std::string(390'000, 'x')}}}}}});
  }
  CHECK(read(engine, read(engine, first["NextShardIterator"])["NextShardIterator"])["Records"].size() == 1);
}

TEST_CASE("Limit must be between 1 and 1000") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string iterator = shard_iterator(engine, first_shard(engine));
  const std::string one = "ValidationException: 1 validation error detected: Value ";
  CHECK(engine.fault("GetRecords", {{"ShardIterator", iterator}, {"Limit", 0}}) ==
        one + "'0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(engine.fault("GetRecords", {{"ShardIterator", iterator}, {"Limit", 1001}}) ==
        one + "'1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000");
  CHECK(engine.fault("GetRecords", "{}") == one + "null at 'shardIterator' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("iterators expire after fifteen minutes, and each page returns a new one") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string old = shard_iterator(engine, first_shard(engine));
  engine.now += 15 * 60 * 1000;
  const Json next = read(engine, old)["NextShardIterator"];
  engine.now += 1;
  CHECK(fault(engine, old).find("ExpiredIteratorException: ") == 0);
  read(engine, next);
}

TEST_CASE("an iterator that GetShardIterator did not return is invalid") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string iterator = shard_iterator(engine, first_shard(engine));
  const std::string arn = stream_arn(engine);
  for (const std::string& text :
       {std::string("nonsense"), arn, arn + "|1|", arn + "|1|AAAA", iterator.substr(0, iterator.size() - 4), "|1|" + iterator}) {
    CHECK_MESSAGE(fault(engine, text) == "ValidationException: Invalid ShardIterator", text);
  }
}

TEST_CASE("an iterator whose bytes are no UTF-8 is invalid, and none of them are in the answer") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  for (const char* payload : {"c2hhcmRJZC3/CjEKMQoxCkxBVEVTVAowCjA=", "c2hhcmRJZC0KMQoxCjEK/woxCjA="}) {
    CHECK(fault(engine, stream_arn(engine) + "|1|" + payload) == "ValidationException: Invalid ShardIterator");
  }
}

TEST_CASE("an iterator is valid only in its region and while its stream exists") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string iterator = shard_iterator(engine, first_shard(engine));
  engine.region = "eu-west-1";
  CHECK(fault(engine, iterator).find("ResourceNotFoundException: ") == 0);
  engine.region = "us-east-2";
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  read(engine, iterator);
}

TEST_CASE("an iterator before records that have been trimmed is past the horizon") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  put_book(engine, "a", 2);
  const std::string shard = first_shard(engine);
  const Json number = records_of(engine, shard)[0]["dynamodb"]["SequenceNumber"];
  engine.now += 24 * kHour - 1;
  const std::string by_number = shard_iterator(engine, shard, {{"ShardIteratorType", "AT_SEQUENCE_NUMBER"}, {"SequenceNumber", number}});
  const std::string oldest = shard_iterator(engine, shard);
  engine.now += 1;
  CHECK(fault(engine, by_number) ==
        "TrimmedDataAccessException: The operation attempted to read past the oldest stream record in a shard.");
  CHECK(read(engine, oldest)["Records"].empty());
}

TEST_CASE("a reader from the horizon that has begun to read does not pass over records trimmed since") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  put_book(engine, "a", 2);
  engine.now += 2 * kHour;
  put_book(engine, "a", 3);
  engine.now += 22 * kHour - 1;
  const std::string shard = first_shard(engine);
  const Json first = engine.ok("GetRecords", {{"ShardIterator", shard_iterator(engine, shard)}, {"Limit", 1}});
  const Json all = read(engine, shard_iterator(engine, shard));
  engine.now += 1;
  CHECK(fault(engine, first["NextShardIterator"]) ==
        "TrimmedDataAccessException: The operation attempted to read past the oldest stream record in a shard.");
  CHECK(read(engine, all["NextShardIterator"])["Records"].empty());
}
