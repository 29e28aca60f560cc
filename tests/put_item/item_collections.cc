#include "test_indexes.h"

using namespace shardbook;

namespace {

const Json kMetrics = parse_json(R"({"ItemCollectionKey":{"pk":{"S":"a"}},"SizeEstimateRangeGB":[0.0,1.0]})");

Json item(const char* sort_key) { return {{"pk", {{"S", "a"}}}, {"sk", {{"S", sort_key}}}}; }

}  // namespace

TEST_CASE("writes return the size of the item collection if asked to") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  const Json key = {{"TableName", "library"}, {"Key", item("1")}, {"ReturnItemCollectionMetrics", "SIZE"}};
  CHECK(engine.ok("PutItem", {{"TableName", "library"}, {"Item", item("1")}, {"ReturnItemCollectionMetrics", "SIZE"}}) ==
        Json{{"ItemCollectionMetrics", kMetrics}});
  CHECK(engine.ok("UpdateItem", key)["ItemCollectionMetrics"] == kMetrics);
  CHECK(engine.ok("DeleteItem", key)["ItemCollectionMetrics"] == kMetrics);
  CHECK(engine.ok("PutItem", {{"TableName", "library"}, {"Item", item("1")}}) == Json::object());
}

TEST_CASE("batches and transactions return the size of each item collection once") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  const Json puts = {{{"PutRequest", {{"Item", item("1")}}}}, {{"PutRequest", {{"Item", item("2")}}}}};
  const Json once = {{"library", {kMetrics}}};
  CHECK(engine.ok("BatchWriteItem",
                  {{"RequestItems", {{"library", puts}}}, {"ReturnItemCollectionMetrics", "SIZE"}})["ItemCollectionMetrics"] == once);
  const Json actions = {{{"Delete", {{"TableName", "library"}, {"Key", item("1")}}}},
                        {{"Put", {{"TableName", "library"}, {"Item", item("3")}}}}};
  CHECK(engine.ok("TransactWriteItems", {{"TransactItems", actions}, {"ReturnItemCollectionMetrics", "SIZE"}})["ItemCollectionMetrics"] ==
        once);
}

TEST_CASE("a table without local indexes has no item collections to report") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}},"ReturnItemCollectionMetrics":"SIZE"})") == Json::object());
}
