#include "test_engine.h"

using namespace shardbook;

namespace {

Json batch(std::initializer_list<const char*> texts, Json extra = Json::object()) {
  Json body = {{"Statements", Json::array()}};
  for (const char* text : texts) body["Statements"].push_back({{"Statement", text}});
  body.update(extra);
  return body;
}

TestEngine with_books() {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("BatchExecuteStatement", batch({"INSERT INTO books VALUE {'pk': 'a', 'v': 1}", "INSERT INTO books VALUE {'pk': 'b', 'v': 2}"}));
  return engine;
}

}  // namespace

TEST_CASE("a batch of reads answers each statement with its item, if there is one") {
  TestEngine engine = with_books();
  const Json answer =
      engine.ok("BatchExecuteStatement", batch({"SELECT v FROM books WHERE pk = 'a'", "SELECT * FROM books WHERE pk = 'z'",
                                                "SELECT * FROM books WHERE pk = 'b' AND v = 9", "SELECT * FROM books WHERE v = 2"},
                                               {{"ReturnConsumedCapacity", "TOTAL"}}));
  CHECK(answer["Responses"] == Json::parse(R"([{"TableName":"books","Item":{"v":{"N":"1"}}},{"TableName":"books"},{"TableName":"books"},
      {"Error":{"Code":"ValidationError",
                "Message":"Select statements within BatchExecuteStatement must specify the primary key in the where clause."}}])"));
  CHECK(answer["ConsumedCapacity"] == Json::parse(R"([{"TableName":"books","CapacityUnits":1.5}])"));
}

TEST_CASE("statements of a batch of writes succeed and fail one by one") {
  TestEngine engine = with_books();
  const Json answer = engine.ok(
      "BatchExecuteStatement",
      batch({"INSERT INTO books VALUE {'pk': 'a'}", "UPDATE books SET v = v + 1 WHERE pk = 'b' RETURNING ALL NEW *",
             "DELETE FROM books WHERE pk = 'c' AND v = 1", "DELETE FROM books", "nonsense", "DELETE FROM nowhere WHERE pk = 'a'"}));
  CHECK(answer["Responses"] ==
        Json::parse(R"([{"Error":{"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"},"TableName":"books"},
      {"TableName":"books","Item":{"pk":{"S":"b"},"v":{"N":"3"}}},
      {"Error":{"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},"TableName":"books"},
      {"Error":{"Code":"ValidationError","Message":"Where clause does not contain a mandatory equality on all key attributes"}},
      {"Error":{"Code":"ValidationError","Message":"Statement wasn't well formed, can't be processed: Expected data manipulation"}},
      {"Error":{"Code":"ResourceNotFound","Message":"Requested resource not found"},"TableName":"nowhere"}])"));
}

TEST_CASE("a batch that reads and writes, or names an item twice, is refused whole") {
  TestEngine engine = with_books();
  const std::string before = engine.contents("books");
  CHECK(engine.fault("BatchExecuteStatement", batch({"SELECT * FROM books WHERE pk = 'a'", "DELETE FROM books WHERE pk = 'b'"})) ==
        "ValidationException: Read and write requests together in the same batch is not supported.");
  CHECK(engine.fault("BatchExecuteStatement", batch({"DELETE FROM books WHERE pk = 'a'", "INSERT INTO books VALUE {'pk': 'a'}"})) ==
        "ValidationException: Provided list of item keys contains duplicates");
  CHECK(
      engine.fault("BatchExecuteStatement", batch({})) ==
      "ValidationException: 1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: Member must have length "
      "greater than or equal to 1");
  CHECK(engine.contents("books") == before);
}
