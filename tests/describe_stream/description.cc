#include "test_streams.h"

using namespace shardbook;

TEST_CASE("a stream is described by its table, keys, view type and label") {
  TestEngine engine;
  engine.create_table("books", true, with_stream("OLD_IMAGE"));
  Json description = stream_description(engine);
  CHECK(description["Shards"].size() == 4);
  description.erase("Shards");
  const std::string label = "2023-11-14T22:13:20.000";
  CHECK(description ==
        Json{{"StreamArn", "arn:aws:dynamodb:us-east-2:123456789012:table/books/stream/" + label},
             {"StreamLabel", label},
             {"StreamStatus", "ENABLED"},
             {"StreamViewType", "OLD_IMAGE"},
             {"CreationRequestDateTime", 1'700'000'000.0},
             {"TableName", "books"},
             {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}, {{"AttributeName", "sk"}, {"KeyType", "RANGE"}}}}});
}

TEST_CASE("a stream that is switched off is DISABLED, its shards closed, its records readable for a day") {
  TestEngine engine;
  engine.create_table("books", false, with_stream("KEYS_ONLY"));
  put_book(engine, "a", 1);
  engine.ok("UpdateTable", R"({"TableName":"books","StreamSpecification":{"StreamEnabled":false}})");
  put_book(engine, "b", 1);
  const Json description = stream_description(engine);
  CHECK(description["StreamStatus"] == "DISABLED");
  for (const Json& shard : description["Shards"]) CHECK(shard["SequenceNumberRange"].contains("EndingSequenceNumber"));
  CHECK(records_of_books(engine).size() == 1);
  engine.now += 23 * kHour;
  CHECK(records_of_books(engine).size() == 1);
  engine.now += kHour;
  CHECK(engine.ok("ListStreams", "{}")["Streams"].empty());
  CHECK(engine.fault("DescribeStream", {{"StreamArn", description["StreamArn"]}}).find("ResourceNotFoundException: ") == 0);
}

TEST_CASE("a deleted table's stream stays readable for a day") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  CHECK(engine.ok("ListTables", "{}")["TableNames"].empty());
  CHECK(stream_description(engine)["StreamStatus"] == "DISABLED");
  CHECK(records_of_books(engine).size() == 1);
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(records_of_books(other).size() == 1);
  engine.now += 24 * kHour;
  CHECK(engine.ok("ListStreams", "{}")["Streams"].empty());
}

TEST_CASE("with service latency, a stream is ENABLING and DISABLING while its table is not ACTIVE") {
  TestEngine engine(Options{0, false, true});
  const auto status = [&] { return stream_description(engine)["StreamStatus"]; };
  const auto protect = [&](bool on) { engine.ok("UpdateTable", {{"TableName", "books"}, {"DeletionProtectionEnabled", on}}); };
  engine.create_table("books", false, with_stream("KEYS_ONLY"));
  CHECK(status() == "ENABLING");
  engine.now += 60'000;
  CHECK(status() == "ENABLED");
  protect(true);
  CHECK(status() == "ENABLED");
  engine.now += 60'000;
  engine.ok("UpdateTable", R"({"TableName":"books","StreamSpecification":{"StreamEnabled":false}})");
  CHECK(status() == "DISABLING");
  engine.now += 60'000;
  CHECK(status() == "DISABLED");
  protect(false);
  CHECK(status() == "DISABLED");
  engine.now += 60'000;
  Json again = with_stream("KEYS_ONLY");
  again["TableName"] = "books";
  engine.ok("UpdateTable", again);
  CHECK(status() == "ENABLING");
  engine.now += 60'000;
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  CHECK(status() == "DISABLED");
}

TEST_CASE("errors of DescribeStream") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string arn = stream_arn(engine);
  const auto fault = [&](Json changes) {
    Json body = {{"StreamArn", arn}};
    body.update(changes);
    return engine.fault("DescribeStream", body);
  };
  const std::string one = "ValidationException: 1 validation error detected: ";
  CHECK(fault({{"StreamArn", nullptr}}) == one + "Value null at 'streamArn' failed to satisfy constraint: Member must not be null");
  CHECK(fault({{"StreamArn", "arn"}}) ==
        one + "Value 'arn' at 'streamArn' failed to satisfy constraint: Member must have length greater than or equal to 37");
  CHECK(fault({{"Limit", 0}}) ==
        one + "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(fault({{"ShardFilter", {{"Type", "ALL"}, {"ShardId", first_shard(engine)}}}}) ==
        one + "Value 'ALL' at 'shardFilter.type' failed to satisfy constraint: Member must satisfy enum value set: [CHILD_SHARDS]");
  CHECK(fault({{"ShardFilter", {{"Type", "CHILD_SHARDS"}}}}).find("ValidationException: ") == 0);
  CHECK(fault({{"ShardFilter", {{"ShardId", first_shard(engine)}}}}).find("ValidationException: ") == 0);
}

TEST_CASE("an ARN that is not a stream's is invalid, a missing stream is not found") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string arn = stream_arn(engine);
  const auto fault = [&](const std::string& of) { return engine.fault("DescribeStream", {{"StreamArn", of}}); };
  const std::string invalid = "ValidationException: Invalid StreamArn: Invalid ResourceArn provided as input ";
  for (const std::string& text : {std::string(40, 'a'), std::string("arn:aws:dynamodb:us-east-2:123456789012:table/books"),
                                  std::string("arn:aws:kinesis:us-east-2:123456789012:stream/books")}) {
    CHECK(fault(text) == invalid + text);
  }
  const auto missing = [](const std::string& of) {
    return "ResourceNotFoundException: Requested resource not found: Stream: " + of + " not found";
  };
  CHECK(fault(arn + "1") == missing(arn + "1"));
  const std::string other = "arn:aws:dynamodb:us-east-2:123456789012:table/other/stream/2023-11-14T22:13:20.000";
  CHECK(fault(other) == missing(other));
  engine.region = "eu-west-1";
  CHECK(fault(arn) == missing(arn));
}
