#include "test_engine.h"

using namespace shardbook;

TEST_CASE("all tags are listed at once, and a token starts over") {
  TestEngine engine;
  Json tags = Json::array();
  for (int i = 10; i < 60; ++i) tags.push_back({{"Key", std::to_string(i)}, {"Value", "x"}});
  engine.create_table("books", false, {{"Tags", tags}});
  Json request = {{"ResourceArn", "arn:aws:dynamodb:us-east-2:123456789012:table/books"}};
  CHECK(engine.ok("ListTagsOfResource", request) == Json{{"Tags", tags}});
  for (const char* token : {"nonsense", "YWJj", ""}) {
    request["NextToken"] = token;
    CHECK(engine.ok("ListTagsOfResource", request) == Json{{"Tags", tags}});
  }
}
