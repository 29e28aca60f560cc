#include "execute_transaction/transactions.h"

using namespace shardbook;

namespace {

std::string value_of_a(TestEngine& engine) {
  return engine.ok("ExecuteStatement", Json{{"Statement", "SELECT v FROM books WHERE pk = 'a'"}})["Items"][0]["v"]["N"];
}

}  // namespace

TEST_CASE("a token makes a transaction of statements execute once within ten minutes") {
  TestEngine engine = with_books_in_transaction();
  const Json extra = {{"ClientRequestToken", "token"}, {"ReturnConsumedCapacity", "TOTAL"}};
  const Json body = transaction({"UPDATE books SET v = v + 1 WHERE pk = 'a'"}, extra);
  CHECK(engine.ok("ExecuteTransaction", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
  CHECK(engine.ok("ExecuteTransaction", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
  CHECK(value_of_a(engine) == "2");
  CHECK(engine.fault("ExecuteTransaction", transaction({"UPDATE books SET v = v + 2 WHERE pk = 'a'"}, extra)) ==
        "IdempotentParameterMismatchException: Specified idempotent token was used with different request parameters within the "
        "idempotency window");
  engine.now += 10 * 60 * 1000 + 1;
  engine.ok("ExecuteTransaction", body);
  CHECK(value_of_a(engine) == "3");
}

TEST_CASE("a token covers parameters too, and is not kept by a cancelled transaction") {
  TestEngine engine = with_books_in_transaction();
  Json body = transaction({"UPDATE books SET v = v + ? WHERE pk = 'a' AND v = 1"}, {{"ClientRequestToken", "token"}});
  body["TransactStatements"][0]["Parameters"] = {{{"N", "1"}}};
  engine.ok("ExecuteTransaction", body);
  body["TransactStatements"][0]["Parameters"] = {{{"N", "2"}}};
  CHECK(engine.fault("ExecuteTransaction", body).find("IdempotentParameterMismatchException") == 0);
  body["ClientRequestToken"] = "other";
  CHECK(engine.fault("ExecuteTransaction", body).find("TransactionCanceledException") == 0);
  engine.ok("ExecuteStatement", Json{{"Statement", "UPDATE books SET v = 1 WHERE pk = 'a'"}});
  engine.ok("ExecuteTransaction", body);
  CHECK(value_of_a(engine) == "3");
}

TEST_CASE("a token stands for what parameters mean, not how they are written") {
  TestEngine engine = with_books_in_transaction();
  const auto insert = [&](const char* parameter) {
    Json body = transaction({"INSERT INTO books VALUE {'pk': 'new', 'm': ?}"}, {{"ClientRequestToken", "token"}});
    body["TransactStatements"][0]["Parameters"] = Json::array({parse_json(parameter)});
    return engine.text("ExecuteTransaction", body.dump());
  };
  CHECK(insert(R"({"M":{"a":{"N":"1"},"b":{"SS":["x","y"]}}})") == R"({"Responses":[]})");
  CHECK(insert(R"({"M":{"b":{"SS":["y","x"]},"a":{"N":"1.0"}}})") == R"({"Responses":[]})");
  CHECK(insert(R"({"M":{"b":{"SS":["y"]},"a":{"N":"1"}}})").find("IdempotentParameterMismatchException") != std::string::npos);
}

TEST_CASE("ExecuteTransaction and TransactWriteItems do not share tokens") {
  TestEngine engine = with_books_in_transaction();
  engine.ok("ExecuteTransaction", transaction({"DELETE FROM books WHERE pk = 'b'"}, {{"ClientRequestToken", "token"}}));
  engine.ok("TransactWriteItems",
            R"({"ClientRequestToken":"token","TransactItems":[{"Put":{"TableName":"books","Item":{"pk":{"S":"c"}}}}]})");
  CHECK(engine.contents("books").find("\"c\"") != std::string::npos);
}
