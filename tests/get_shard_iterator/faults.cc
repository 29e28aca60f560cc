#include "test_streams.h"

using namespace shardbook;

namespace {

std::string fault(TestEngine& engine, Json changes) {
  Json body = {{"StreamArn", stream_arn(engine)}, {"ShardId", first_shard(engine)}, {"ShardIteratorType", "TRIM_HORIZON"}};
  body.update(changes);
  return engine.fault("GetShardIterator", body);
}

Json at(const std::string& number) { return {{"ShardIteratorType", "AT_SEQUENCE_NUMBER"}, {"SequenceNumber", number}}; }

}  // namespace

TEST_CASE("required parameters of GetShardIterator") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  CHECK(engine.fault("GetShardIterator", "{}") ==
        "ValidationException: 3 validation errors detected: Value null at 'streamArn' failed to satisfy constraint: Member must not be "
        "null; Value null at 'shardId' failed to satisfy constraint: Member must not be null; Value null at 'shardIteratorType' failed to "
        "satisfy constraint: Member must not be null");
  CHECK(fault(engine, {{"ShardIteratorType", "OLDEST"}}) ==
        "ValidationException: 1 validation error detected: Value 'OLDEST' at 'shardIteratorType' failed to satisfy constraint: Member must "
        "satisfy enum value set: [AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, AT_TIMESTAMP, LATEST, TRIM_HORIZON]");
  for (const char* type : {"AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "AT_TIMESTAMP"}) {
    CHECK(fault(engine, {{"ShardIteratorType", type}}).find("ValidationException: ") == 0);
  }
}

TEST_CASE("missing shards and streams") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string shard = "shardId-00000000000000000000-00000000";
  CHECK(fault(engine, {{"ShardId", shard}}) ==
        "ResourceNotFoundException: Requested resource not found: Shard: " + shard + " in Stream: " + stream_arn(engine) + " not found");
  CHECK(fault(engine, {{"StreamArn", stream_arn(engine) + "1"}}).find("ResourceNotFoundException: ") == 0);
  CHECK(fault(engine, {{"StreamArn", std::string(50, 'x')}}).find("ValidationException: Invalid StreamArn") == 0);
}

TEST_CASE("a number outside the shard and a time to come are no places in it") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  go_on_demand(engine);
  CHECK(fault(engine, at("100000000000000000000")).find("ValidationException: ") == 0);
  CHECK(fault(engine, at("999999999999999999999")).find("ValidationException: ") == 0);
  CHECK(fault(engine, at("not a number but long enough")).find("ValidationException: ") == 0);
  CHECK(fault(engine, at("12")) ==
        "ValidationException: 1 validation error detected: Value '12' at 'sequenceNumber' failed to satisfy constraint: Member must have "
        "length greater than or equal to 21");
  const double tomorrow = static_cast<double>(engine.now) / 1000 + 86400;
  CHECK(fault(engine, {{"ShardIteratorType", "AT_TIMESTAMP"}, {"Timestamp", tomorrow}}).find("ValidationException: ") == 0);
}

TEST_CASE("the number of a trimmed record is past the horizon") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  const std::string shard = first_shard(engine);
  const std::string number = records_of(engine, shard)[0]["dynamodb"]["SequenceNumber"];
  engine.now += 4 * kHour - 1;
  put_book(engine, "a", 2);
  engine.now += 20 * kHour + 1;
  CHECK(fault(engine, at(number)) ==
        "TrimmedDataAccessException: The operation attempted to read past the oldest stream record in a shard.");
  CHECK(records_of(engine, shard).size() == 1);
}
