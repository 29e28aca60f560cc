#include "batch_execute_statement/batches.h"

using namespace shardbook;

TEST_CASE("a batch of reads returns the item of each statement, if there is one") {
  TestEngine engine = with_two_books();
  const Json answer =
      engine.ok("BatchExecuteStatement",
                batch({"SELECT v FROM books WHERE pk = 'a'", "SELECT * FROM books WHERE pk = 'z'", "SELECT x FROM books WHERE pk = 'b'"}));
  CHECK(answer["Responses"] == parse_json(R"([{"TableName":"books","Item":{"v":{"N":"1"}}},{"TableName":"books"},
      {"TableName":"books","Item":{}}])"));
  CHECK(!answer.contains("ConsumedCapacity"));
}

TEST_CASE("a read in a batch specifies the whole key, by equality or a list of one, and nothing else") {
  TestEngine engine = with_two_books();
  const Json refused = parse_json(R"({"Error":{"Code":"ValidationError",
      "Message":"Select statements within BatchExecuteStatement must specify the primary key in the where clause."}})");
  for (const char* where :
       {"v = 2", "pk = 'b' AND v = 2", "pk = 'b' AND pk = 'b'", "pk IN ['a', 'b']", "pk > 'a'", "pk = 'a' OR pk = 'a'"}) {
    const std::string text = std::string("SELECT * FROM books WHERE ") + where;
    CHECK(engine.ok("BatchExecuteStatement", batch({text.c_str()}))["Responses"][0] == refused);
  }
  CHECK(engine.ok("BatchExecuteStatement", batch({"SELECT v FROM books WHERE pk IN ['b']"}))["Responses"] ==
        parse_json(R"([{"TableName":"books","Item":{"v":{"N":"2"}}}])"));
}

TEST_CASE("a batch of reads consumes the units of each statement, twice as many if consistent") {
  TestEngine engine = with_two_books();
  Json body = batch({"SELECT v FROM books WHERE pk = 'a'", "SELECT * FROM books WHERE pk = 'z'", "SELECT * FROM books WHERE pk = 'b'"},
                    {{"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(engine.ok("BatchExecuteStatement", body)["ConsumedCapacity"] == parse_json(R"([{"TableName":"books","CapacityUnits":1.5}])"));
  body["Statements"][2]["ConsistentRead"] = true;
  CHECK(engine.ok("BatchExecuteStatement", body)["ConsumedCapacity"] == parse_json(R"([{"TableName":"books","CapacityUnits":2.0}])"));
}

TEST_CASE("statements in a batch have their own parameters") {
  TestEngine engine = with_two_books();
  Json body = batch({"SELECT v FROM books WHERE pk = ?", "SELECT v FROM books WHERE pk IN [?]", "SELECT v FROM books WHERE pk = ?"});
  body["Statements"][0]["Parameters"] = {{{"S", "b"}}};
  body["Statements"][1]["Parameters"] = {{{"S", "a"}}};
  CHECK(engine.ok("BatchExecuteStatement", body)["Responses"] ==
        parse_json(R"([{"TableName":"books","Item":{"v":{"N":"2"}}},{"TableName":"books","Item":{"v":{"N":"1"}}},
          {"Error":{"Code":"ValidationError","Message":"Number of parameters in request and statement don't match."}}])"));
}
