#include "batch_execute_statement/batches.h"

using namespace shardbook;

TEST_CASE("statements in a batch of writes succeed and fail individually") {
  TestEngine engine = with_two_books();
  const Json answer = engine.ok(
      "BatchExecuteStatement",
      batch({"INSERT INTO books VALUE {'pk': 'a'}", "UPDATE books SET v = v + 1 WHERE pk = 'b' RETURNING ALL NEW *",
             "DELETE FROM books WHERE pk = 'c' AND v = 1", "DELETE FROM books", "nonsense", "DELETE FROM nowhere WHERE pk = 'a'"}));
  CHECK(answer["Responses"] ==
        parse_json(R"([{"Error":{"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"},"TableName":"books"},
      {"TableName":"books","Item":{"pk":{"S":"b"},"v":{"N":"3"}}},
      {"Error":{"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},"TableName":"books"},
      {"Error":{"Code":"ValidationError","Message":"Where clause does not contain a mandatory equality on all key attributes"}},
      {"Error":{"Code":"ValidationError","Message":"Statement wasn't well formed, can't be processed: Expected data manipulation"}},
      {"Error":{"Code":"ResourceNotFound","Message":"Requested resource not found"},"TableName":"nowhere"}])"));
}

TEST_CASE("a batch of writes consumes the units of each statement, including failed conditions") {
  TestEngine engine = with_two_books();
  const Json answer = engine.ok("BatchExecuteStatement",
                                batch({"INSERT INTO books VALUE {'pk': 'c'}", "UPDATE books SET v = 9 WHERE pk = 'a' AND v = 0", "DELETE"},
                                      {{"ReturnConsumedCapacity", "TOTAL"}}));
  CHECK(answer["ConsumedCapacity"] == parse_json(R"([{"TableName":"books","CapacityUnits":2.0}])"));
}

TEST_CASE("a batch of statements that all fail has no capacity") {
  TestEngine engine = with_two_books();
  const Json answer = engine.ok("BatchExecuteStatement",
                                batch({"INSERT INTO books VALUE {'pk': 'a'}", "DELETE FROM books"}, {{"ReturnConsumedCapacity", "TOTAL"}}));
  CHECK(answer["Responses"].size() == 2);
  CHECK(!answer.contains("ConsumedCapacity"));
}

TEST_CASE("a statement of a batch shows the item that fails its condition where it is asked to") {
  TestEngine engine = with_two_books();
  Json body = batch({"UPDATE books SET v = 9 WHERE pk = 'a' AND v = 0", "DELETE FROM books WHERE pk = 'b' AND v = 0",
                     "UPDATE books SET v = 9 WHERE pk = 'none'"});
  for (Json& statement : body["Statements"]) statement["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  body["Statements"][1]["ReturnValuesOnConditionCheckFailure"] = "NONE";
  CHECK(engine.ok("BatchExecuteStatement", body)["Responses"] == parse_json(R"([
      {"Error":{"Code":"ConditionalCheckFailed","Message":"The conditional request failed","Item":{"pk":{"S":"a"},"v":{"N":"1"}}},
       "TableName":"books"},
      {"Error":{"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},"TableName":"books"},
      {"Error":{"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},"TableName":"books"}])"));
}
