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
