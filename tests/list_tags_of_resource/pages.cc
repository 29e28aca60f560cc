#include "test_engine.h"

using namespace shardbook;

TEST_CASE("tags are listed ten at a time") {
  TestEngine engine;
  Json tags = Json::array();
  for (int i = 10; i < 35; ++i) tags.push_back({{"Key", std::to_string(i)}, {"Value", "x"}});
  engine.create_table("books", false, {{"Tags", tags}});
  Json request = {{"ResourceArn", "arn:aws:dynamodb:us-east-2:123456789012:table/books"}};
  Json all = Json::array();
  for (const std::size_t expected : {10u, 10u, 5u}) {
    const Json page = engine.ok("ListTagsOfResource", request);
    CHECK(page["Tags"].size() == expected);
    CHECK(page.contains("NextToken") == (expected == 10));
    for (const Json& tag : page["Tags"]) all.push_back(tag);
    request["NextToken"] = page.value("NextToken", "");
  }
  CHECK(all == tags);
}

TEST_CASE("ten tags fit one page, and a token from elsewhere is refused") {
  TestEngine engine;
  Json tags = Json::array();
  for (int i = 0; i < 10; ++i) tags.push_back({{"Key", std::to_string(i)}, {"Value", "x"}});
  engine.create_table("books", false, {{"Tags", tags}});
  Json request = {{"ResourceArn", "arn:aws:dynamodb:us-east-2:123456789012:table/books"}};
  CHECK_FALSE(engine.ok("ListTagsOfResource", request).contains("NextToken"));
  for (const char* token : {"nonsense", "YWJj", ""}) {
    request["NextToken"] = token;
    CHECK(engine.fault("ListTagsOfResource", request) == "ValidationException: Invalid NextToken");
  }
}
