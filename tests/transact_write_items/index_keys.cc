#include "test_indexes.h"

using namespace shardbook;

namespace {

Json transaction(const std::string& actions) { return {{"TransactItems", parse_json(actions)}}; }

}  // namespace

TEST_CASE("an invalid index key is a cancellation reason, and no index changes") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  const std::string good = R"({"Put":{"TableName":"library","Item":{"pk":{"S":"a"},"sk":{"S":"1"},"kind":{"N":"1"}}}})";
  for (const std::string bad :
       {R"({"Put":{"TableName":"library","Item":{"pk":{"S":"a"},"sk":{"S":"2"},"kind":{"S":"1"}}}})",
        R"({"Update":{"TableName":"library","Key":{"pk":{"S":"a"},"sk":{"S":"3"}},"UpdateExpression":"SET kind = :k",
                                   "ExpressionAttributeValues":{":k":{"S":"1"}}}})"}) {
    CHECK(
        engine.call("TransactWriteItems", transaction("[" + good + "," + bad + "]"))["CancellationReasons"] ==
        parse_json(
            R"([{"Code":"None"},{"Code":"ValidationError","Message":"One or more parameter values were invalid: Type mismatch for Index Key kind Expected: N Actual: S IndexName: by_kind"}])"));
  }
  CHECK(engine.ok("Scan", R"({"TableName":"library","IndexName":"by_kind"})")["Count"] == 0);
}

TEST_CASE("an empty index key fails the transaction as a whole") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  CHECK(engine
            .fault("TransactWriteItems", transaction(R"([{"Put":{"TableName":"library",
                "Item":{"pk":{"S":"a"},"sk":{"S":"1"},"author":{"S":""}}}}])"))
            .find("ValidationException: One or more parameter values are not valid.") == 0);
}

TEST_CASE("a transaction keeps the indexes in sync") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  engine.ok("PutItem", R"({"TableName":"library","Item":{"pk":{"S":"a"},"sk":{"S":"1"},"kind":{"N":"1"}}})");
  engine.ok("PutItem", R"({"TableName":"library","Item":{"pk":{"S":"a"},"sk":{"S":"2"},"kind":{"N":"2"}}})");
  engine.ok("TransactWriteItems", transaction(R"([
      {"Delete":{"TableName":"library","Key":{"pk":{"S":"a"},"sk":{"S":"1"}}}},
      {"Update":{"TableName":"library","Key":{"pk":{"S":"a"},"sk":{"S":"2"}},"UpdateExpression":"ADD kind :one",
                 "ExpressionAttributeValues":{":one":{"N":"1"}}}}])"));
  CHECK(engine.ok("Scan", R"({"TableName":"library","IndexName":"by_kind"})")["Items"] ==
        parse_json(R"([{"pk":{"S":"a"},"sk":{"S":"2"},"kind":{"N":"3"}}])"));
}
