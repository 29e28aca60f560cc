#include "test_streams.h"

using namespace shardbook;

TEST_CASE("switching to on-demand closes the shard and opens four that name it as parent") {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  CHECK(stream_description(engine)["Shards"].size() == 1);
  go_on_demand(engine);
  const Json shards = stream_description(engine)["Shards"];
  REQUIRE(shards.size() == 5);
  CHECK(shards[0]["SequenceNumberRange"].contains("EndingSequenceNumber"));
  for (std::size_t i = 1; i < 5; ++i) {
    CHECK(shards[i]["ParentShardId"] == shards[0]["ShardId"]);
    CHECK_FALSE(shards[i]["SequenceNumberRange"].contains("EndingSequenceNumber"));
    CHECK(shards[i]["ShardId"].get<std::string>() > shards[i - 1]["ShardId"].get<std::string>());
  }
}

TEST_CASE("shards roll over after four hours and disappear after a day") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const std::string first = first_shard(engine);
  engine.now += 4 * kHour;
  const Json shards = stream_description(engine)["Shards"];
  REQUIRE(shards.size() == 2);
  CHECK(shards[1]["ParentShardId"] == first);
  engine.now += 24 * kHour;
  const Json left = stream_description(engine)["Shards"];
  CHECK(left.size() == 7);
  for (const Json& shard : left) CHECK(shard["ShardId"] != first);
  CHECK(left[0]["ParentShardId"] == shards[1]["ParentShardId"]);
}

TEST_CASE("a shard's range contains the numbers of its records") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  go_on_demand(engine);
  const Json shard = stream_description(engine)["Shards"][0];
  const Json range = shard["SequenceNumberRange"];
  const std::string number = records_of(engine, shard["ShardId"])[0]["dynamodb"]["SequenceNumber"];
  CHECK(range["StartingSequenceNumber"].get<std::string>() < number);
  CHECK(number < range["EndingSequenceNumber"].get<std::string>());
}

TEST_CASE("shards are listed page by page") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  go_on_demand(engine);
  const Json all = stream_description(engine)["Shards"];
  const Json first = stream_description(engine, {{"Limit", 2}});
  CHECK(first["Shards"] == Json::array({all[0], all[1]}));
  CHECK(first["LastEvaluatedShardId"] == all[1]["ShardId"]);
  const Json second = stream_description(engine, {{"Limit", 3}, {"ExclusiveStartShardId", first["LastEvaluatedShardId"]}});
  CHECK(second["Shards"] == Json::array({all[2], all[3], all[4]}));
  CHECK_FALSE(second.contains("LastEvaluatedShardId"));
  CHECK(stream_description(engine, {{"ExclusiveStartShardId", all[4]["ShardId"]}})["Shards"].empty());
}

TEST_CASE("CHILD_SHARDS lists the children of one shard") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  const auto children = [&](const Json& parent, Json extra = Json::object()) {
    extra["ShardFilter"] = {{"Type", "CHILD_SHARDS"}, {"ShardId", parent}};
    return stream_description(engine, extra);
  };
  const std::string parent = first_shard(engine);
  CHECK(children(parent)["Shards"].empty());
  go_on_demand(engine);
  engine.now += 4 * kHour;
  const Json all = stream_description(engine)["Shards"];
  REQUIRE(all.size() == 9);
  CHECK(children(parent)["Shards"] == Json::array({all[1], all[2], all[3], all[4]}));
  const Json page = children(parent, {{"Limit", 3}});
  CHECK(page["Shards"] == Json::array({all[1], all[2], all[3]}));
  CHECK(page["LastEvaluatedShardId"] == all[3]["ShardId"]);
  const Json grandchildren = children(all[2]["ShardId"])["Shards"];
  REQUIRE(grandchildren.size() == 1);
  CHECK(grandchildren[0]["ParentShardId"] == all[2]["ShardId"]);
  CHECK(children("shardId-00000000000000000000-00000000")["Shards"].empty());
}

TEST_CASE("however long the time without a call, only its last day of shards is made") {
  TestEngine engine(Options{.observe = true});
  create_books(engine, "KEYS_ONLY");
  go_on_demand(engine);
  put_book(engine, "a", 1);
  engine.engine.drain_events();
  engine.now += 30'000LL * 365 * 24 * kHour;
  engine.engine.advance(engine.now);
  CHECK(engine.engine.drain_events().size() < 200);
  const Json shards = stream_description(engine)["Shards"];
  CHECK(shards.size() == 4 * 7);  // of a day at least, and of less than a day and two shards
  std::size_t open = 0;
  std::size_t known_parents = 0;
  for (const Json& shard : shards) {
    open += shard["SequenceNumberRange"].contains("EndingSequenceNumber") ? 0 : 1;
    for (const Json& other : shards) known_parents += other["ShardId"] == shard["ParentShardId"] ? 1 : 0;
    CHECK(records_of(engine, shard["ShardId"]).empty());
  }
  CHECK(open == 4);
  CHECK(known_parents == 4 * 6);
}

TEST_CASE("what falls due in a long time without a call finds the shards as they are then") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  engine.ok("UpdateTimeToLive", R"({"TableName":"books","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"expires"}})");
  const std::int64_t expiry = engine.now / 1000 + 400LL * 24 * 3600;
  engine.ok("PutItem", {{"TableName", "books"}, {"Item", {{"pk", {{"S", "a"}}}, {"expires", {{"N", std::to_string(expiry)}}}}}});
  engine.now = expiry * 1000 + 12 * kHour;
  engine.engine.advance(engine.now);
  const auto records = records_of_books(engine);
  REQUIRE(records.size() == 1);
  CHECK(records[0]["eventName"] == "REMOVE");
  engine.now += 1000LL * 24 * kHour;
  engine.engine.advance(engine.now);
  CHECK(records_of_books(engine).empty());
  put_book(engine, "b", 1);
  CHECK(records_of_books(engine).size() == 1);
}
