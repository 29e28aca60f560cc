#include "test_streams.h"

using namespace shardbook;

TEST_CASE("a stream is listed with its table and label") {
  TestEngine engine;
  CHECK(engine.ok("ListStreams", "{}") == parse_json(R"({"Streams":[]})"));
  create_books(engine, "KEYS_ONLY");
  CHECK(engine.ok("ListStreams", "{}") == parse_json(R"({"Streams":[
      {"StreamArn":"arn:aws:dynamodb:us-east-2:123456789012:table/books/stream/2023-11-14T22:13:20.000","TableName":"books",
       "StreamLabel":"2023-11-14T22:13:20.000"}]})"));
  CHECK(engine.ok("ListStreams", R"({"TableName":"other"})")["Streams"].empty());
}

TEST_CASE("a table's streams are listed while readable, newest first") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string first = stream_arn(engine);
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  create_books(engine, "KEYS_ONLY");
  const Json streams = engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"];
  REQUIRE(streams.size() == 2);
  CHECK(streams[0]["StreamArn"] != first);
  CHECK(streams[1]["StreamArn"] == first);
  engine.now += 24 * kHour;
  CHECK(engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"].size() == 1);
}

TEST_CASE("streams are listed page by page, for one table or all, in one region") {
  TestEngine engine;
  for (const char* table : {"aaa", "bbb", "ccc"}) engine.create_table(table, false, with_stream("KEYS_ONLY"));
  std::string seen;
  Json request = {{"Limit", 1}};
  for (int page = 0; page < 3; ++page) {
    const Json answer = engine.ok("ListStreams", request);
    REQUIRE(answer["Streams"].size() == 1);
    seen += answer["Streams"][0]["TableName"].get<std::string>() + ' ';
    CHECK(answer.contains("LastEvaluatedStreamArn") == (page < 2));
    if (page < 2) request["ExclusiveStartStreamArn"] = answer["LastEvaluatedStreamArn"];
  }
  for (const char* table : {"aaa ", "bbb ", "ccc "}) CHECK(seen.find(table) != std::string::npos);
  CHECK(engine.ok("ListStreams", R"({"TableName":"bbb","Limit":1})")["Streams"].size() == 1);
  engine.region = "eu-west-1";
  CHECK(engine.ok("ListStreams", "{}")["Streams"].empty());
}

TEST_CASE("errors of ListStreams") {
  TestEngine engine;
  const std::string one = "ValidationException: 1 validation error detected: Value ";
  CHECK(engine.fault("ListStreams", R"({"Limit":0})") ==
        one + "'0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(engine.fault("ListStreams", R"({"Limit":101})") ==
        one + "'101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100");
  CHECK(engine.ok("ListStreams", R"({"Limit":100})")["Streams"].empty());
  CHECK(engine.fault("ListStreams", R"({"TableName":"ab"})") ==
        one + "'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3");
  const std::string text(40, 'a');
  CHECK(engine.fault("ListStreams", {{"ExclusiveStartStreamArn", text}}) ==
        "ValidationException: Invalid StreamArn: Invalid ResourceArn provided as input " + text);
}
