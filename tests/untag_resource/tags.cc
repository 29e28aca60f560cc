#include "test_engine.h"

using namespace shardbook;

TEST_CASE("tags are removed by key, and missing keys are ignored") {
  TestEngine engine;
  engine.create_table("books", false, {{"Tags", {{{"Key", "a"}, {"Value", "1"}}, {{"Key", "b"}, {"Value", "2"}}}}});
  const std::string arn = "arn:aws:dynamodb:us-east-2:123456789012:table/books";
  CHECK(engine.text("UntagResource", Json{{"ResourceArn", arn}, {"TagKeys", {"a", "c"}}}.dump()) == "");
  CHECK(engine.status == 200);
  CHECK(engine.ok("ListTagsOfResource", {{"ResourceArn", arn}}) == Json::parse(R"({"Tags":[{"Key":"b","Value":"2"}]})"));
}
