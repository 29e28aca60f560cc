#include "execute_transaction/transactions.h"

using namespace shardbook;

TEST_CASE("a transaction of statements either reads or writes") {
  TestEngine engine = with_books_in_transaction();
  const auto fault = [&](std::initializer_list<const char*> texts) { return engine.fault("ExecuteTransaction", transaction(texts)); };
  const std::string mixed =
      "ValidationException: ExecuteTransaction API does not support both read and write operations in the same request.";
  CHECK(fault({"SELECT * FROM books WHERE pk = 'a'", "DELETE FROM books WHERE pk = 'b'"}) == mixed);
  CHECK(fault({"SELECT * FROM books WHERE pk = 'a'", "EXISTS(SELECT * FROM books WHERE pk = 'b')"}) == mixed);
}

TEST_CASE("statements not allowed in a transaction are refused with their position") {
  TestEngine engine = with_books_in_transaction();
  const auto fault = [&](std::initializer_list<const char*> texts) { return engine.fault("ExecuteTransaction", transaction(texts)); };
  CHECK(fault({"DELETE FROM books WHERE pk = 'b' RETURNING ALL OLD *"}) ==
        "ValidationException: Validation failed in TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction.");
  CHECK(fault({"SELECT * FROM books WHERE pk = 'b'", "SELECT * FROM books.i WHERE pk = 'a'"}) ==
        "ValidationException: Validation failed in TransactStatements[1]: Reads on indices are not supported within transactions.");
  CHECK(fault({"nonsense"}) ==
        "ValidationException: Validation failed in TransactStatements[0]: Statement wasn't well formed, can't be processed: Expected data "
        "manipulation");
}

TEST_CASE("what a statement alone shows is wrong refuses the whole transaction, whatever its table") {
  TestEngine engine = with_books_in_transaction();
  Json body = transaction({"UPDATE nowhere SET v = 1 WHERE pk = 1", "INSERT INTO nowhere VALUE {'pk': 'a', 'v': ?}"});
  body["TransactStatements"][1]["Parameters"] = {{{"S", std::string(410'000, 'x')}}};
  CHECK(engine.fault("ExecuteTransaction", body) == "ValidationException: Item size has exceeded the maximum allowed size");
  body = transaction({"UPDATE nowhere SET v = 1 WHERE pk = 1", "UPDATE nowhere SET v = 1, v.x = 2 WHERE pk = 'a'"});
  CHECK(engine.fault("ExecuteTransaction", body)
            .find("ValidationException: Validation failed in TransactStatements[1]: Two document paths") == 0);
}

TEST_CASE("a transaction of statements uses an item once") {
  TestEngine engine = with_books_in_transaction();
  const auto fault = [&](std::initializer_list<const char*> texts) { return engine.fault("ExecuteTransaction", transaction(texts)); };
  CHECK(fault({"DELETE FROM books WHERE pk = 'b'", "UPDATE books SET v = 1 WHERE pk = 'b'"}) ==
        "ValidationException: Transaction request cannot include multiple operations on one item");
}

TEST_CASE("a transaction has 1 to 100 statements") {
  TestEngine engine = with_books_in_transaction();
  Json body = transaction({});
  CHECK(
      engine.fault("ExecuteTransaction", body) ==
      "ValidationException: 1 validation error detected: Value '[]' at 'transactStatements' failed to satisfy constraint: Member must have "
      "length greater than or equal to 1");
  for (int i = 0; i < 100; ++i) {
    body["TransactStatements"].push_back({{"Statement", "INSERT INTO books VALUE {'pk': 'n" + std::to_string(i) + "'}"}});
  }
  CHECK(engine.ok("ExecuteTransaction", body)["Responses"].empty());
  body["TransactStatements"].push_back({{"Statement", "DELETE FROM books WHERE pk = 'a'"}});
  CHECK(engine.fault("ExecuteTransaction", body).find("Member must have length less than or equal to 100") != std::string::npos);
}

TEST_CASE("an invalid parameter fails the whole transaction") {
  TestEngine engine = with_books_in_transaction();
  Json body = transaction({"DELETE FROM books WHERE pk = 'a'", "DELETE FROM books WHERE pk = ?"});
  body["TransactStatements"][1]["Parameters"] = {{{"NULL", false}}};
  CHECK(engine.fault("ExecuteTransaction", body) ==
        "ValidationException: One or more parameter values were invalid: Null attribute value types must have the value of true");
}
