#include "execute_transaction/transactions.h"

using namespace shardbook;

TEST_CASE("a transaction of statements writes, if the conditions hold") {
  TestEngine engine = with_books_in_transaction();
  const Json answer =
      engine.ok("ExecuteTransaction", transaction({"EXISTS(SELECT * FROM books WHERE pk = 'a' AND v = 1)",
                                                   "UPDATE books SET v = v + 1 WHERE pk = 'b'", "DELETE FROM books WHERE pk = 'c'"},
                                                  {{"ReturnConsumedCapacity", "INDEXES"}}));
  CHECK(answer["Responses"] == Json::array());
  CHECK(answer["ConsumedCapacity"] == parse_json(R"([{"TableName":"books","CapacityUnits":6.0,"WriteCapacityUnits":6.0,
                         "Table":{"CapacityUnits":6.0,"WriteCapacityUnits":6.0}}])"));
  CHECK(engine.contents("books").find("\"3\"") != std::string::npos);
}

TEST_CASE("a transaction of statements that fails in part is cancelled, with a reason for each statement") {
  TestEngine engine = with_books_in_transaction();
  const std::string before = engine.contents("books");
  Json body = transaction({"INSERT INTO books VALUE {'pk': 'd'}", "EXISTS(SELECT * FROM books WHERE pk = 'a' AND v = 9)",
                           "INSERT INTO books VALUE {'pk': 'b'}", "UPDATE books SET v = 1", "UPDATE books SET v = 1 WHERE pk = 'none'",
                           "EXISTS(SELECT * FROM books WHERE pk = 'nobody')"});
  body["TransactStatements"][1]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  const Json answer = engine.call("ExecuteTransaction", body);
  CHECK(answer["Message"] ==
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, DuplicateItem, "
        "ValidationError, ConditionalCheckFailed, ConditionalCheckFailed]");
  CHECK(answer["CancellationReasons"] == parse_json(R"([{"Code":"None"},
    {"Code":"ConditionalCheckFailed","Message":"The conditional request failed","Item":{"pk":{"S":"a"},"v":{"N":"1"}}},
    {"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"},
    {"Code":"ValidationError","Message":"Where clause does not contain a mandatory equality on all key attributes"},
    {"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},
    {"Code":"ConditionalCheckFailed","Message":"The conditional request failed"}])"));
  CHECK(engine.contents("books") == before);
}

TEST_CASE("a missing table is a cancellation reason of a transaction of statements") {
  TestEngine engine = with_books_in_transaction();
  const Json reasons = parse_json(R"([{"Code":"ResourceNotFound","Message":"Requested resource not found"},{"Code":"None"},
    {"Code":"ConditionalCheckFailed","Message":"The conditional request failed"}])");
  const Json writes = engine.call(
      "ExecuteTransaction",
      transaction({"DELETE FROM nowhere WHERE pk = 'a'", "DELETE FROM books WHERE pk = 'a'", "UPDATE books SET v = 1 WHERE pk = 'none'"}));
  CHECK(writes["CancellationReasons"] == reasons);
  CHECK(writes["Message"] ==
        "Transaction cancelled, please refer cancellation reasons for specific reasons [ResourceNotFound, None, ConditionalCheckFailed]");
  const Json reads =
      engine.call("ExecuteTransaction", transaction({"SELECT * FROM nowhere WHERE pk = 'a'", "SELECT * FROM books WHERE pk = 'a'"}));
  CHECK(reads["CancellationReasons"] == Json::array({reasons[0], reasons[1]}));
}

TEST_CASE("the first key that does not match its table is the only cancellation reason") {
  TestEngine engine = with_books_in_transaction();
  const Json mismatch = parse_json(R"({"Code":"ValidationError","Message":"The provided key element does not match the schema"})");
  const Json none = parse_json(R"({"Code":"None"})");
  const auto reasons = [&](std::initializer_list<const char*> texts) {
    return engine.call("ExecuteTransaction", transaction(texts))["CancellationReasons"];
  };
  CHECK(reasons({"UPDATE books SET v = 1 WHERE pk = 'none'", "DELETE FROM books WHERE pk = 1", "DELETE FROM books WHERE pk = [1]",
                 "DELETE FROM nowhere WHERE pk = 'a'"}) == Json::array({none, mismatch, none, none}));
  CHECK(reasons({"SELECT * FROM books WHERE v = 1", "SELECT * FROM books WHERE pk = 1"}) == Json::array({none, mismatch}));
  CHECK(reasons({"INSERT INTO books VALUE {'pk': 1}", "INSERT INTO books VALUE {'pk': 'a'}"}) ==
        Json::array({parse_json(R"({"Code":"ValidationError",
            "Message":"One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N"})"),
                     none}));
}

TEST_CASE("a transaction of statements creates a record for each item it changed") {
  TestEngine engine =
      with_books_in_transaction({{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "NEW_AND_OLD_IMAGES"}}}});
  engine.ok("ExecuteTransaction", transaction({"EXISTS(SELECT * FROM books WHERE pk = 'a')", "DELETE FROM books WHERE pk = 'b'"}));
  const std::string arn = engine.ok("ListStreams", R"({"TableName":"books"})")["Streams"][0]["StreamArn"];
  int records = 0;
  const Json stream = engine.ok("DescribeStream", Json{{"StreamArn", arn}})["StreamDescription"];
  for (const Json& shard : stream["Shards"]) {
    const Json iterator =
        engine.ok("GetShardIterator",
                  Json{{"StreamArn", arn}, {"ShardId", shard["ShardId"]}, {"ShardIteratorType", "TRIM_HORIZON"}})["ShardIterator"];
    records += static_cast<int>(engine.ok("GetRecords", Json{{"ShardIterator", iterator}})["Records"].size());
  }
  CHECK(records == 3);  // two inserts, one delete
}
