#include "batch_execute_statement/batches.h"

using namespace shardbook;

TEST_CASE("a batch of reads answers each statement with its item, if there is one") {
  TestEngine engine = with_two_books();
  const Json answer =
      engine.ok("BatchExecuteStatement", batch({"SELECT v FROM books WHERE pk = 'a'", "SELECT * FROM books WHERE pk = 'z'",
                                                "SELECT x FROM books WHERE pk = 'b' AND v = 2", "SELECT * FROM books WHERE v = 2"}));
  CHECK(answer["Responses"] == Json::parse(R"([{"TableName":"books","Item":{"v":{"N":"1"}}},{"TableName":"books"},
      {"TableName":"books","Item":{}},
      {"Error":{"Code":"ValidationError",
                "Message":"Select statements within BatchExecuteStatement must specify the primary key in the where clause."}}])"));
  CHECK(!answer.contains("ConsumedCapacity"));
}

TEST_CASE("a read whose other conditions fail has no item") {
  TestEngine engine = with_two_books();
  CHECK(engine.ok("BatchExecuteStatement", batch({"SELECT * FROM books WHERE pk = 'b' AND v = 9"}))["Responses"] ==
        Json::parse(R"([{"TableName":"books"}])"));
}

TEST_CASE("a batch of reads consumes the units of each, strong reads twice as many") {
  TestEngine engine = with_two_books();
  Json body = batch({"SELECT v FROM books WHERE pk = 'a'", "SELECT * FROM books WHERE pk = 'z'", "SELECT * FROM books WHERE pk = 'b'"},
                    {{"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(engine.ok("BatchExecuteStatement", body)["ConsumedCapacity"] == Json::parse(R"([{"TableName":"books","CapacityUnits":1.5}])"));
  body["Statements"][2]["ConsistentRead"] = true;
  CHECK(engine.ok("BatchExecuteStatement", body)["ConsumedCapacity"] == Json::parse(R"([{"TableName":"books","CapacityUnits":2.0}])"));
}

TEST_CASE("statements of a batch have parameters of their own") {
  TestEngine engine = with_two_books();
  Json body = batch({"SELECT v FROM books WHERE pk = ?", "SELECT v FROM books WHERE pk = ? AND v = ?", "SELECT v FROM books WHERE pk = ?"});
  body["Statements"][0]["Parameters"] = {{{"S", "b"}}};
  body["Statements"][1]["Parameters"] = {{{"S", "a"}}, {{"N", "1"}}};
  CHECK(engine.ok("BatchExecuteStatement", body)["Responses"] ==
        Json::parse(R"([{"TableName":"books","Item":{"v":{"N":"2"}}},{"TableName":"books","Item":{"v":{"N":"1"}}},
          {"Error":{"Code":"ValidationError","Message":"Number of parameters in request and statement don't match."}}])"));
}
