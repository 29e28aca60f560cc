#include "test_engine.h"

using namespace shardbook;

namespace {

Json transaction(std::initializer_list<const char*> texts, Json extra = Json::object()) {
  Json body = {{"TransactStatements", Json::array()}};
  for (const char* text : texts) body["TransactStatements"].push_back({{"Statement", text}});
  body.update(extra);
  return body;
}

TestEngine with_books() {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("ExecuteTransaction",
            transaction({"INSERT INTO books VALUE {'pk': 'a', 'v': 1}", "INSERT INTO books VALUE {'pk': 'b', 'v': 2}"}));
  return engine;
}

}  // namespace

TEST_CASE("a transaction reads items") {
  TestEngine engine = with_books();
  const Json answer = engine.ok(
      "ExecuteTransaction",
      transaction({"SELECT v FROM books WHERE pk = 'a'", "SELECT x FROM books WHERE pk = 'b'", "SELECT * FROM books WHERE pk = 'c'"},
                  {{"ReturnConsumedCapacity", "TOTAL"}}));
  CHECK(answer["Responses"] == Json::parse(R"([{"Item":{"v":{"N":"1"}}},{"Item":{}},{}])"));
  CHECK(answer["ConsumedCapacity"] == Json::parse(R"([{"TableName":"books","CapacityUnits":6.0,"ReadCapacityUnits":6.0}])"));
}

TEST_CASE("a transaction writes all or nothing, on condition that items exist") {
  TestEngine engine = with_books();
  engine.ok("ExecuteTransaction", transaction({"EXISTS(SELECT * FROM books WHERE pk = 'a' AND v = 1)",
                                               "UPDATE books SET v = v + 1 WHERE pk = 'b'", "DELETE FROM books WHERE pk = 'c'"}));
  const std::string before = engine.contents("books");
  CHECK(before.find("\"3\"") != std::string::npos);
  Json body = transaction({"INSERT INTO books VALUE {'pk': 'd'}", "EXISTS(SELECT * FROM books WHERE pk = 'a' AND v = 9)",
                           "INSERT INTO books VALUE {'pk': 'b'}", "UPDATE books SET v = 1"});
  body["TransactStatements"][1]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  const Json answer = engine.call("ExecuteTransaction", body);
  CHECK(answer["Message"] ==
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, DuplicateItem, "
        "ValidationError]");
  CHECK(answer["CancellationReasons"] == Json::parse(R"([{"Code":"None"},
    {"Code":"ConditionalCheckFailed","Message":"The conditional request failed","Item":{"pk":{"S":"a"},"v":{"N":"1"}}},
    {"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"},
    {"Code":"ValidationError","Message":"Where clause does not contain a mandatory equality on all key attributes"}])"));
  CHECK(engine.contents("books") == before);
}

TEST_CASE("what no transaction may hold is refused with the place of the statement") {
  TestEngine engine = with_books();
  const auto fault = [&](std::initializer_list<const char*> texts) { return engine.fault("ExecuteTransaction", transaction(texts)); };
  CHECK(fault({"SELECT * FROM books WHERE pk = 'a'", "DELETE FROM books WHERE pk = 'b'"}) ==
        "ValidationException: ExecuteTransaction API does not support both read and write operations in the same request.");
  CHECK(fault({"SELECT * FROM books WHERE pk = 'a'", "EXISTS(SELECT * FROM books WHERE pk = 'b')"}) ==
        "ValidationException: ExecuteTransaction API does not support both read and write operations in the same request.");
  CHECK(fault({"DELETE FROM books WHERE pk = 'b' RETURNING ALL OLD *"}) ==
        "ValidationException: Validation failed in TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction.");
  CHECK(fault({"SELECT * FROM books WHERE pk = 'b'", "SELECT * FROM books.i WHERE pk = 'a'"}) ==
        "ValidationException: Validation failed in TransactStatements[1]: Reads on indices are not supported within transactions.");
  CHECK(fault({"DELETE FROM books WHERE pk = 'b'", "UPDATE books SET v = 1 WHERE pk = 'b'"}) ==
        "ValidationException: Transaction request cannot include multiple operations on one item");
  CHECK(fault({"DELETE FROM nowhere WHERE pk = 'b'"}) == "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("a token makes a transaction of statements happen once") {
  TestEngine engine = with_books();
  const Json extra = {{"ClientRequestToken", "token"}, {"ReturnConsumedCapacity", "TOTAL"}};
  const Json body = transaction({"UPDATE books SET v = v + 1 WHERE pk = 'a'"}, extra);
  CHECK(engine.ok("ExecuteTransaction", body)["ConsumedCapacity"] ==
        Json::parse(R"([{"TableName":"books","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
  CHECK(engine.ok("ExecuteTransaction", body)["ConsumedCapacity"] ==
        Json::parse(R"([{"TableName":"books","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
  const auto value = [&] {
    return engine.ok("ExecuteStatement", Json{{"Statement", "SELECT v FROM books WHERE pk = 'a'"}})["Items"][0]["v"]["N"];
  };
  CHECK(value() == "2");
  const std::string mismatch = engine.fault("ExecuteTransaction", transaction({"UPDATE books SET v = v + 2 WHERE pk = 'a'"}, extra));
  CHECK(mismatch.find("IdempotentParameterMismatchException: ") == 0);
  engine.now += 10 * 60 * 1000 + 1;
  engine.ok("ExecuteTransaction", body);
  CHECK(value() == "3");
}
