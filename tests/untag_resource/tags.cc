#include "test_engine.h"

using namespace shardbook;

TEST_CASE("tags are removed by key, and missing keys are ignored") {
  TestEngine engine;
  engine.create_table("books", false, {{"Tags", {{{"Key", "a"}, {"Value", "1"}}, {{"Key", "b"}, {"Value", "2"}}}}});
  const std::string arn = "arn:aws:dynamodb:us-east-2:123456789012:table/books";
  CHECK(engine.text("UntagResource", Json{{"ResourceArn", arn}, {"TagKeys", {"a", "c"}}}.dump()) == "");
  CHECK(engine.status == 200);
  CHECK(engine.ok("ListTagsOfResource", {{"ResourceArn", arn}}) == parse_json(R"({"Tags":[{"Key":"b","Value":"2"}]})"));
}

TEST_CASE("at most 50 tags are removed at once, and keys must be valid") {
  TestEngine engine;
  engine.create_table("books");
  Json keys = Json::array();
  for (int i = 0; i < 51; ++i) keys.push_back(std::to_string(i));
  Json request = {{"ResourceArn", "arn:aws:dynamodb:us-east-2:123456789012:table/books"}, {"TagKeys", keys}};
  CHECK(engine.fault("UntagResource", request) ==
        "ValidationException: Number of Tags exceed the current limit for the provided ResourceArn");
  request["TagKeys"] = {"a*"};
  CHECK(engine.fault("UntagResource", request) == "ValidationException: The Tag Key provided is invalid, Key: a*");
  keys.erase(keys.size() - 1);
  request["TagKeys"] = keys;
  CHECK(engine.text("UntagResource", request.dump()) == "");
}
