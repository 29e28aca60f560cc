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

TEST_CASE("a sequence number must be one the shard can have issued") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  const std::string shard = first_shard(engine);
  const std::string number = records_of(engine, shard)[0]["dynamodb"]["SequenceNumber"];
  const auto refused = [&](const std::string& number) {
    const std::string none = "ValidationException: Invalid SequenceNumber: " + number + " is not in the shard " + shard;
    for (const char* type : {"AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"}) {
      CHECK(fault(engine, {{"ShardIteratorType", type}, {"SequenceNumber", number}}) == none);
    }
  };
  shard_iterator(engine, shard, at(number));
  std::string next = number;
  ++next.back();
  for (const bool closed : {false, true}) {
    if (closed) go_on_demand(engine);
    refused("100000000000000000000");
    refused("999999999999999999999");
    refused("1" + number);
    refused("not a number but long enough");
    if (!closed) refused(next);
  }
  shard_iterator(engine, shard, at(next));  // by now the shard has issued that number
  CHECK(fault(engine, at("12")) ==
        "ValidationException: 1 validation error detected: Value '12' at 'sequenceNumber' failed to satisfy constraint: Member must have "
        "length greater than or equal to 21");
  CHECK(fault(engine, at(std::string(41, '1'))).find("Member must have length less than or equal to 40") != std::string::npos);
}

TEST_CASE("TRIM_HORIZON and LATEST accept neither a sequence number nor a time") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  const std::string number = records_of(engine, first_shard(engine))[0]["dynamodb"]["SequenceNumber"];
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  for (const std::string type : {"TRIM_HORIZON", "LATEST"}) {
    CHECK(fault(engine, {{"ShardIteratorType", type}, {"SequenceNumber", number}}) ==
          invalid + "SequenceNumber must not be specified for ShardIteratorType " + type);
    CHECK(fault(engine, {{"ShardIteratorType", type}, {"Timestamp", 0}}) ==
          invalid + "Timestamp must not be specified for ShardIteratorType " + type);
  }
}

TEST_CASE("a future time is not a position in a shard") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
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
