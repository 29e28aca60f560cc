#include "test_indexes.h"

using namespace shardbook;

TEST_CASE("a batch with one bad index key writes nothing") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  const Json body = parse_json(R"({"RequestItems":{"library":[
      {"PutRequest":{"Item":{"pk":{"S":"a"},"sk":{"S":"1"},"kind":{"N":"1"}}}},
      {"PutRequest":{"Item":{"pk":{"S":"a"},"sk":{"S":"2"},"kind":{"S":"1"}}}}]}})");
  CHECK(engine.fault("BatchWriteItem", body) ==
        "ValidationException: One or more parameter values were invalid: Type mismatch for Index Key kind Expected: N Actual: S IndexName: "
        "by_kind");
  CHECK(engine.ok("Scan", R"({"TableName":"library"})")["Count"] == 0);
}

TEST_CASE("a batch keeps the indexes in sync") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  engine.ok("PutItem", R"({"TableName":"library","Item":{"pk":{"S":"a"},"sk":{"S":"1"},"kind":{"N":"1"}}})");
  engine.ok("BatchWriteItem", R"({"RequestItems":{"library":[
      {"DeleteRequest":{"Key":{"pk":{"S":"a"},"sk":{"S":"1"}}}},
      {"PutRequest":{"Item":{"pk":{"S":"a"},"sk":{"S":"2"},"kind":{"N":"2"}}}}]}})");
  CHECK(engine.ok("Scan", R"({"TableName":"library","IndexName":"by_kind"})")["Items"] ==
        parse_json(R"([{"pk":{"S":"a"},"sk":{"S":"2"},"kind":{"N":"2"}}])"));
}
