#include "test_transactions.h"

using namespace shardbook;
using namespace shardbook::transactions;

TEST_CASE("one failed condition cancels everything, with a reason for each action") {
  TestEngine engine = with_books();
  const std::string before = engine.contents("books");
  Json failing = check("a", 9);
  failing["ConditionCheck"]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  const Json answer = engine.call("TransactWriteItems", write({put("c", 1), failing, update("b", "SET v = absent + :one")}));
  CHECK(engine.status == 400);
  CHECK(answer["__type"] == "com.amazonaws.dynamodb.v20120810#TransactionCanceledException");
  CHECK(answer["Message"] ==
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ValidationError]");
  CHECK(answer["CancellationReasons"] == parse_json(R"([{"Code":"None"},
    {"Code":"ConditionalCheckFailed","Message":"The conditional request failed","Item":{"pk":{"S":"a"},"v":{"N":"1"}}},
    {"Code":"ValidationError","Message":"The provided expression refers to an attribute that does not exist in the item"}])"));
  CHECK(engine.contents("books") == before);
}

TEST_CASE("every action that fails on its item has its own reason, in request order") {
  TestEngine engine = with_books();
  const std::string before = engine.contents("books");
  Json exists = put("b", 5);
  exists["Put"]["ConditionExpression"] = "attribute_not_exists(pk)";
  const Json answer = engine.call("TransactWriteItems", write({exists, put("c", 1), check("a", 9), update("d", "SET v.x = :one")}));
  CHECK(answer["Message"] ==
        "Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None, "
        "ConditionalCheckFailed, ValidationError]");
  const Json& reasons = answer["CancellationReasons"];
  CHECK(reasons[0] == parse_json(R"({"Code":"ConditionalCheckFailed","Message":"The conditional request failed"})"));
  CHECK(reasons[1] == parse_json(R"({"Code":"None"})"));
  CHECK(reasons[2] == parse_json(R"({"Code":"ConditionalCheckFailed","Message":"The conditional request failed"})"));
  CHECK(reasons[3]["Message"] == "The document path provided in the update expression is invalid for update");
  CHECK(engine.contents("books") == before);
}

TEST_CASE("every kind of action returns the item of a failed condition if asked to") {
  TestEngine engine = with_books();
  const auto failing = [](Json action) {
    Json& members = *action.begin();
    members["ConditionExpression"] = "attribute_exists(none_such)";
    members.erase("ExpressionAttributeValues");
    members["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
    return action;
  };
  const Json removal = {{"Update", {{"TableName", "books"}, {"Key", key("a")}, {"UpdateExpression", "REMOVE v"}}}};
  const Json answer =
      engine.call("TransactWriteItems", write({failing(removal), failing(put("b", 7)), failing(erase("c")), failing(check("d", 1))}));
  const Json& reasons = answer["CancellationReasons"];
  CHECK(reasons[0]["Item"] == parse_json(R"({"pk":{"S":"a"},"v":{"N":"1"}})"));
  CHECK(reasons[1]["Item"] == parse_json(R"({"pk":{"S":"b"},"v":{"N":"2"}})"));
  CHECK_FALSE(reasons[2].contains("Item"));
  CHECK_FALSE(reasons[3].contains("Item"));
}

TEST_CASE("updates that cannot be applied are cancellation reasons too") {
  TestEngine engine = with_books();
  const auto reason = [&](const std::string& expression) {
    return engine.call("TransactWriteItems", write({update("a", expression)}))["CancellationReasons"][0]["Message"].get<std::string>();
  };
  CHECK(reason("SET v = v + :one, w = gone") == "The provided expression refers to an attribute that does not exist in the item");
  CHECK(reason("SET v.x = :one") == "The document path provided in the update expression is invalid for update");
  CHECK(reason("ADD pk.x :one") == "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk");
}

TEST_CASE("items in cancellation reasons list number sets by hash, except in ascending order in eu-west-2 and eu-north-1") {
  const auto numbers = [](const char* region) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("books");
    engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"n":{"NS":["1","2","3"]}}})");
    Json failing = check("a", 1);
    failing["ConditionCheck"]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
    return engine.call("TransactWriteItems", write({failing}))["CancellationReasons"][0]["Item"]["n"]["NS"];
  };
  CHECK(numbers("us-east-1") == Json{"3", "2", "1"});
  CHECK(numbers("eu-west-2") == Json{"1", "2", "3"});
  CHECK(numbers("eu-north-1") == Json{"1", "2", "3"});
}
