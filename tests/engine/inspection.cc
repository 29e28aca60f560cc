#include "test_engine.h"

using namespace shardbook;

TEST_CASE("a malformed inspection query returns an empty object") {
  TestEngine engine;
  engine.create_table("books");
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  for (const std::string& query : {std::string(), std::string("tables"), std::string("[]"), std::string("null"), std::string("{}"),
                                   std::string(R"({"kind":"shelves"})"), std::string(R"({"kind":["tables"]})"),
                                   std::string(R"({"kind":"tables")"), deep, R"({"kind":)" + deep + "}"}) {
    CHECK(engine.engine.inspect(query) == "{}");
  }
}

TEST_CASE("members of an inspection query with the wrong type count as absent") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  const Json answer = parse_json(
      engine.engine.inspect(R"({"kind":"items","region":"us-east-2","table":"books","index":null,"offset":"1","limit":-1,"at":1.5})"));
  CHECK(answer["total"] == 1);
  CHECK(parse_json(engine.engine.inspect(R"({"kind":"items","region":7,"table":["books"]})"))["total"] == 0);
}

TEST_CASE("what the engine will do by itself is listed in order, without what has become void") {
  TestEngine engine;
  const auto scheduled = [&](int limit) {
    return parse_json(engine.engine.inspect(R"({"kind":"scheduled","limit":)" + std::to_string(limit) + "}"))["scheduled"];
  };
  CHECK(scheduled(9).empty());
  engine.create_table("gone");
  engine.create_table("books", false, parse_json(R"({"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})"));
  engine.ok("ListTables", "{}");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  engine.ok("DeleteTable", R"({"TableName":"gone"})");
  engine.ok("ListTables", "{}");
  const Json works = scheduled(9);
  REQUIRE(works.size() == 5);  // a shard for each of four partitions
  CHECK(works[0]["work"] == "rollover");
  CHECK(works[0]["due"] == engine.now + 4 * 3'600'000);
  CHECK(works[0]["table"] == "books");
  CHECK(works[0]["region"] == "us-east-2");
  CHECK(works[0]["shard"].get<std::string>().substr(0, 8) == "shardId-");
  CHECK(works[4] == Json{{"table", "books"}, {"work", "trim"}, {"due", engine.now + 24 * 3'600'000}, {"region", "us-east-2"}});
  CHECK(scheduled(1).size() == 1);
  engine.ok("UpdateTable", R"({"TableName":"books","StreamSpecification":{"StreamEnabled":false}})");
  for (const Json& work : scheduled(9)) CHECK(work["work"] != "rollover");
}
