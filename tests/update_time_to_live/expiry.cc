#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::int64_t kHour = 3600 * 1000;
constexpr std::int64_t kYear = 365 * 24 * 3600LL;  // in seconds

Json specification(bool enabled) {
  return {{"TableName", "sessions"}, {"TimeToLiveSpecification", {{"Enabled", enabled}, {"AttributeName", "expires"}}}};
}

void put(TestEngine& engine, const std::string& id, const Json& expires) {
  engine.ok("PutItem", {{"TableName", "sessions"}, {"Item", {{"pk", {{"S", id}}}, {"expires", expires}}}});
}

/// A time that is `seconds` from now.
Json in(const TestEngine& engine, std::int64_t seconds) { return {{"N", std::to_string(engine.now / 1000 + seconds)}}; }

bool has(TestEngine& engine, const std::string& id) {
  return engine.ok("GetItem", {{"TableName", "sessions"}, {"Key", {{"pk", {{"S", id}}}}}}).contains("Item");
}

Json records(TestEngine& engine) {
  const Json arn = engine.ok("ListStreams", R"({"TableName":"sessions"})")["Streams"][0]["StreamArn"];
  Json all = Json::array();
  const Json stream = engine.ok("DescribeStream", {{"StreamArn", arn}})["StreamDescription"];
  for (const Json& shard : stream["Shards"]) {
    const Json iterator = engine.ok(
        "GetShardIterator", {{"StreamArn", arn}, {"ShardId", shard["ShardId"]}, {"ShardIteratorType", "TRIM_HORIZON"}})["ShardIterator"];
    const Json page = engine.ok("GetRecords", {{"ShardIterator", iterator}});
    for (const Json& record : page["Records"]) all.push_back(record);
  }
  return all;
}

}  // namespace

TEST_CASE("an item stays until it expires, and is readable for a moment after that") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", specification(true));
  put(engine, "a", in(engine, 60));
  engine.now += 60'000;
  CHECK(has(engine, "a"));
  engine.now += 1'000;
  CHECK(has(engine, "a"));
  engine.now += kHour;
  CHECK_FALSE(has(engine, "a"));
}

TEST_CASE("an item already expired when written is readable at first") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", specification(true));
  put(engine, "a", in(engine, -60));
  CHECK(has(engine, "a"));
  engine.now += kHour;
  CHECK_FALSE(has(engine, "a"));
}

TEST_CASE("only a number of seconds within the last five years makes an item expire") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", specification(true));
  put(engine, "string", {{"S", "1"}});
  put(engine, "ancient", in(engine, -5 * kYear - 60));
  put(engine, "zero", {{"N", "0"}});
  put(engine, "negative", {{"N", "-1"}});
  put(engine, "fraction", {{"N", "1699999999.5"}});
  put(engine, "milliseconds", {{"N", std::to_string(engine.now)}});
  put(engine, "huge", {{"N", "9.9E+125"}});
  put(engine, "old", in(engine, -4 * kYear));
  engine.ok("PutItem", R"({"TableName":"sessions","Item":{"pk":{"S":"without"}}})");
  engine.now += 24 * kHour;
  CHECK_FALSE(has(engine, "old"));
  for (const char* id : {"string", "ancient", "zero", "negative", "fraction", "milliseconds", "huge", "without"}) {
    CHECK_MESSAGE(has(engine, id), id);
  }
}

TEST_CASE("an update moves the expiry, and removing the attribute cancels it") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", specification(true));
  for (const char* id : {"later", "never", "sooner", "again"}) put(engine, id, in(engine, 3600));
  const auto update = [&](const char* id, const char* expression, std::int64_t seconds) {
    Json body = {{"TableName", "sessions"}, {"Key", {{"pk", {{"S", id}}}}}, {"UpdateExpression", expression}};
    if (seconds != 0) body["ExpressionAttributeValues"] = {{":t", in(engine, seconds)}};
    engine.ok("UpdateItem", body);
  };
  update("later", "SET expires = :t", 7200);
  update("never", "REMOVE expires", 0);
  update("sooner", "SET expires = :t", 60);
  engine.ok("DeleteItem", R"({"TableName":"sessions","Key":{"pk":{"S":"again"}}})");
  engine.ok("PutItem", R"({"TableName":"sessions","Item":{"pk":{"S":"again"}}})");
  engine.now += 120'000;
  CHECK_FALSE(has(engine, "sooner"));
  CHECK(has(engine, "later"));
  engine.now += kHour;
  CHECK(has(engine, "later"));
  engine.now += kHour;
  CHECK_FALSE(has(engine, "later"));
  CHECK(has(engine, "never"));
  CHECK(has(engine, "again"));
}

TEST_CASE("enabling Time to Live finds existing items, disabling it forgets them") {
  TestEngine engine;
  engine.create_table("sessions");
  put(engine, "expired", in(engine, -60));
  put(engine, "soon", in(engine, 60));
  put(engine, "ancient", in(engine, -6 * kYear));
  put(engine, "late", in(engine, 100 * 3600));
  engine.now += 24 * kHour;
  CHECK(has(engine, "expired"));
  engine.ok("UpdateTimeToLive", specification(true));
  CHECK(has(engine, "soon"));
  engine.now += kHour;
  CHECK_FALSE(has(engine, "expired"));
  CHECK_FALSE(has(engine, "soon"));
  CHECK(has(engine, "ancient"));
  engine.ok("UpdateTimeToLive", specification(false));
  engine.now += 1000 * kHour;
  CHECK(has(engine, "late"));
  put(engine, "new", in(engine, 60));
  engine.now += kHour;
  CHECK(has(engine, "new"));
}

TEST_CASE("a deletion by Time to Live shows as the service's own in the stream and consumes no units") {
  TestEngine engine;
  engine.create_table("sessions", false, {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "NEW_AND_OLD_IMAGES"}}}});
  engine.ok("UpdateTimeToLive", specification(true));
  put(engine, "a", in(engine, 60));
  engine.ok("DeleteItem", R"({"TableName":"sessions","Key":{"pk":{"S":"a"}}})");
  put(engine, "a", in(engine, 60));
  const auto units = [&] {
    double sum = 0;
    const Json tables = parse_json(engine.engine.inspect(R"({"kind":"tables"})"))["tables"];
    for (const Json& partition : tables[0]["partitions"]) sum += partition["writeUnits"].get<double>();
    return sum;
  };
  const double before = units();
  engine.now += kHour;
  const Json all = records(engine);
  REQUIRE(all.size() == 4);
  CHECK(units() == before);
  CHECK(all[1]["eventName"] == "REMOVE");
  CHECK_FALSE(all[1].contains("userIdentity"));
  CHECK(all[3]["eventName"] == "REMOVE");
  CHECK(all[3]["dynamodb"]["OldImage"]["pk"]["S"] == "a");
  CHECK(all[3]["userIdentity"] == parse_json(R"({"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"})"));
}

TEST_CASE("items expire after an export and import") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", specification(true));
  put(engine, "a", in(engine, 60));
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(has(other, "a"));
  CHECK(other.engine.export_state() == [&] {
    has(engine, "a");
    return engine.engine.export_state();
  }());
  other.now += kHour;
  CHECK_FALSE(has(other, "a"));
  CHECK(has(engine, "a"));
}

TEST_CASE("pending expiries are dropped with their table") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", specification(true));
  put(engine, "a", in(engine, 60));
  engine.ok("DeleteTable", R"({"TableName":"sessions"})");
  engine.create_table("sessions");
  put(engine, "a", in(engine, 60));
  engine.now += kHour;
  CHECK(has(engine, "a"));
}

TEST_CASE("many items expire in order of their times") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", specification(true));
  for (int i = 0; i < 500; ++i) put(engine, std::to_string(i), in(engine, (i * 7919) % 500));
  for (int left = 500; left > 0; left -= 100) {
    engine.now = 1'700'000'000'000 + (500 - left) * 1000 + 10'000;
    CHECK(engine.ok("Scan", R"({"TableName":"sessions"})")["Count"] == left);
  }
}
