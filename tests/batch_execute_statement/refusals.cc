#include "batch_execute_statement/batches.h"

using namespace shardbook;

TEST_CASE("a batch that mixes reads and writes, or repeats an item, is refused as a whole") {
  TestEngine engine = with_two_books();
  const std::string before = engine.contents("books");
  CHECK(engine.fault("BatchExecuteStatement", batch({"SELECT * FROM books WHERE pk = 'a'", "DELETE FROM books WHERE pk = 'b'"})) ==
        "ValidationException: Read and write requests together in the same batch is not supported.");
  CHECK(engine.fault("BatchExecuteStatement", batch({"DELETE FROM books WHERE pk = 'a'", "INSERT INTO books VALUE {'pk': 'a'}"})) ==
        "ValidationException: Provided list of item keys contains duplicates");
  CHECK(engine.contents("books") == before);
}

TEST_CASE("a batch has 1 to 25 statements") {
  TestEngine engine = with_two_books();
  CHECK(
      engine.fault("BatchExecuteStatement", batch({})) ==
      "ValidationException: 1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: Member must have length "
      "greater than or equal to 1");
  Json body = batch({});
  for (int i = 0; i < 25; ++i) {
    body["Statements"].push_back({{"Statement", "SELECT * FROM books WHERE pk = '" + std::to_string(i) + "'"}});
  }
  CHECK(engine.ok("BatchExecuteStatement", body)["Responses"].size() == 25);
  body["Statements"].push_back({{"Statement", "SELECT * FROM books WHERE pk = 'a'"}});
  const std::string too_many = engine.fault("BatchExecuteStatement", body);
  CHECK(too_many.find("at 'statements' failed to satisfy constraint: Member must have length less than or equal to 25") !=
        std::string::npos);
}

TEST_CASE("an invalid parameter fails the whole batch") {
  TestEngine engine = with_two_books();
  Json body = batch({"SELECT * FROM books WHERE pk = 'a'", "SELECT * FROM books WHERE pk = ?"});
  body["Statements"][1]["Parameters"] = {{{"N", "x"}}};
  CHECK(engine.fault("BatchExecuteStatement", body) == "ValidationException: The parameter cannot be converted to a numeric value: x");
}
