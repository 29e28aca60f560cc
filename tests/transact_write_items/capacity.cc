#include "test_transactions.h"

using namespace shardbook;
using namespace shardbook::transactions;

TEST_CASE("each action costs twice what it would alone, and a check as much as a write") {
  TestEngine engine = with_books();
  Json large = put("c", 1);
  large["Put"]["Item"]["f"] = {{"S", std::string(1024, 'x')}};
  const Json body = write({large, check("a", 1), erase("gone")}, {{"ReturnConsumedCapacity", "INDEXES"}});
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] == parse_json(R"([{"TableName":"books","CapacityUnits":8.0,
    "WriteCapacityUnits":8.0,"Table":{"CapacityUnits":8.0,"WriteCapacityUnits":8.0}}])"));
}

TEST_CASE("each table of a transaction is shown separately") {
  TestEngine engine = with_books();
  engine.create_table("authors");
  Json elsewhere = put("x", 1);
  elsewhere["Put"]["TableName"] = "authors";
  const Json body = write({put("a", 2), elsewhere, put("b", 2)}, {{"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":4.0,"WriteCapacityUnits":4.0},
                        {"TableName":"authors","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
}
