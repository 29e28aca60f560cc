#include "execute_transaction/transactions.h"

using namespace shardbook;

TEST_CASE("a transaction of statements reads items, including missing ones") {
  TestEngine engine = with_books_in_transaction();
  const Json answer = engine.ok(
      "ExecuteTransaction",
      transaction({"SELECT v FROM books WHERE pk = 'a'", "SELECT x FROM books WHERE pk = 'b'", "SELECT * FROM books WHERE pk = 'c'"},
                  {{"ReturnConsumedCapacity", "TOTAL"}}));
  CHECK(answer["Responses"] == parse_json(R"([{"Item":{"v":{"N":"1"}}},{"Item":{}},{}])"));
  CHECK(answer["ConsumedCapacity"] == parse_json(R"([{"TableName":"books","CapacityUnits":6.0,"ReadCapacityUnits":6.0}])"));
}

TEST_CASE("a read that does not specify a single item cancels the transaction") {
  TestEngine engine = with_books_in_transaction();
  const Json answer =
      engine.call("ExecuteTransaction", transaction({"SELECT v FROM books WHERE pk = 'a'", "SELECT * FROM books WHERE v = 2"}));
  CHECK(answer["CancellationReasons"] == parse_json(R"([{"Code":"None"},
    {"Code":"ValidationError","Message":"Where clause does not contain a mandatory equality on all key attributes"}])"));
}
