#include "test_streams.h"

using namespace shardbook;

namespace {

Json on(const char* view = "KEYS_ONLY") {
  Json body = with_stream(view);
  body["TableName"] = "books";
  return body;
}
const Json kOff = {{"TableName", "books"}, {"StreamSpecification", {{"StreamEnabled", false}}}};

Json described(TestEngine& engine) { return engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]; }

}  // namespace

TEST_CASE("a stream is switched on and off, with a new ARN and label each time") {
  TestEngine engine;
  engine.create_table("books");
  CHECK_FALSE(described(engine).contains("LatestStreamArn"));
  const Json answer = engine.ok("UpdateTable", on("NEW_IMAGE"))["TableDescription"];
  CHECK(answer["TableStatus"] == "UPDATING");
  CHECK(answer["StreamSpecification"] == Json{{"StreamEnabled", true}, {"StreamViewType", "NEW_IMAGE"}});
  const std::string first = answer["LatestStreamArn"];
  CHECK(first == stream_arn(engine));
  engine.ok("UpdateTable", kOff);
  CHECK_FALSE(described(engine).contains("StreamSpecification"));
  CHECK(described(engine)["LatestStreamArn"] == first);
  engine.ok("UpdateTable", on("OLD_IMAGE"));
  const std::string second = described(engine)["LatestStreamArn"];
  CHECK(second != first);
  CHECK(second == stream_arn(engine));
  CHECK(stream_description(engine, {{"StreamArn", first}})["StreamStatus"] == "DISABLED");
  CHECK(stream_description(engine)["StreamStatus"] == "ENABLED");
}

TEST_CASE("writes while the stream is off are in no stream") {
  TestEngine engine;
  engine.create_table("books");
  put_book(engine, "before", 1);
  engine.ok("UpdateTable", on());
  put_book(engine, "first", 1);
  CHECK(records_of_books(engine).size() == 1);
  engine.ok("UpdateTable", kOff);
  put_book(engine, "between", 1);
  engine.ok("UpdateTable", on());
  CHECK(records_of_books(engine).empty());
  put_book(engine, "second", 1);
  const auto seen = records_of_books(engine);
  REQUIRE(seen.size() == 1);
  CHECK(seen[0]["dynamodb"]["Keys"]["pk"]["S"] == "second");
}

TEST_CASE("a stream that is on cannot be switched on or change its view type, one that is off cannot be switched off") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.fault("UpdateTable", kOff) == "ValidationException: Table has no stream to disable: TableName: books");
  engine.ok("UpdateTable", on());
  const std::string enabled = "ValidationException: Table already has an enabled stream: TableName: books";
  CHECK(engine.fault("UpdateTable", on()) == enabled);
  CHECK(engine.fault("UpdateTable", on("NEW_IMAGE")) == enabled);
}

TEST_CASE("a stream being enabled needs a view type, one being disabled must not have one") {
  TestEngine engine;
  engine.create_table("books");
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  CHECK(engine.fault("UpdateTable", R"({"TableName":"books","StreamSpecification":{"StreamEnabled":true}})") ==
        invalid + "If stream is being enabled then UpdateViewType is required");
  CHECK(
      engine.fault("UpdateTable", R"({"TableName":"books","StreamSpecification":{"StreamEnabled":false,"StreamViewType":"KEYS_ONLY"}})") ==
      invalid + "If stream is being disabled, then UpdateViewType must not be specified");
}
