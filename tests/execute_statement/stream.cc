#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("statements create the same records as puts, updates and deletes") {
  TestEngine engine;
  engine.create_table("books", false, {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "NEW_AND_OLD_IMAGES"}}}});
  items(engine, "INSERT INTO books VALUE {'pk': 'a', 'v': 1}");
  items(engine, "UPDATE books SET v = 2 WHERE pk = 'a'");
  items(engine, "UPDATE books SET v = 2 WHERE pk = 'a'");  // changes nothing
  items(engine, "DELETE FROM books WHERE pk = 'a'");
  items(engine, "DELETE FROM books WHERE pk = 'a'");
  const std::string arn = engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"][0]["StreamArn"];
  std::string names;
  const Json stream = engine.ok("DescribeStream", Json{{"StreamArn", arn}})["StreamDescription"];
  for (const Json& shard : stream["Shards"]) {
    const Json iterator =
        engine.ok("GetShardIterator",
                  Json{{"StreamArn", arn}, {"ShardId", shard["ShardId"]}, {"ShardIteratorType", "TRIM_HORIZON"}})["ShardIterator"];
    const Json records = engine.ok("GetRecords", Json{{"ShardIterator", iterator}})["Records"];
    for (const Json& record : records) names += record["eventName"].get<std::string>() + " ";
  }
  CHECK(names == "INSERT MODIFY REMOVE ");
}
