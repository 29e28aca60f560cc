#include "test_engine.h"

using namespace shardbook;

namespace {

Json scanned(const char* region, Json extra = Json::object()) {
  TestEngine engine;
  engine.region = region;
  engine.create_table("tab");
  engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"n":{"NS":["1","2","3"]},"s":{"SS":["b","a"]}}})");
  extra["TableName"] = "tab";
  return engine.ok("Scan", extra)["Items"][0];
}

}  // namespace

TEST_CASE("Scan lists number sets by hash, with or without a projection") {
  CHECK(scanned("us-east-1") == parse_json(R"({"pk":{"S":"a"},"n":{"NS":["3","2","1"]},"s":{"SS":["a","b"]}})"));
  CHECK(scanned("us-west-2", {{"ProjectionExpression", "n"}}) == parse_json(R"({"n":{"NS":["3","2","1"]}})"));
}

TEST_CASE("Scan lists number sets in ascending order in regions that have moved on") {
  for (const char* region : {"eu-west-2", "eu-central-1", "ap-southeast-2"}) {
    CHECK(scanned(region)["n"] == parse_json(R"({"NS":["1","2","3"]})"));
  }
}

TEST_CASE("Query and BatchGetItem list number sets in ascending order") {
  TestEngine engine;
  engine.region = "us-east-1";
  engine.create_table("tab");
  const Json item = parse_json(R"({"pk":{"S":"a"},"n":{"NS":["-1","2","10"]}})");
  engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"n":{"NS":["10","-1","2"]}}})");
  CHECK(engine.ok("Query",
                  R"({"TableName":"tab","KeyConditionExpression":"pk = :a","ExpressionAttributeValues":{":a":{"S":"a"}}})")["Items"][0] ==
        item);
  CHECK(engine.ok("BatchGetItem", R"({"RequestItems":{"tab":{"Keys":[{"pk":{"S":"a"}}]}}})")["Responses"]["tab"][0] == item);
}
