#include "test_engine.h"

using namespace shardbook;

namespace {

Json key(const std::string& pk) { return {{"pk", {{"S", pk}}}}; }
Json put(const std::string& pk, int v) {
  return {{"Put", {{"TableName", "books"}, {"Item", {{"pk", {{"S", pk}}}, {"v", {{"N", std::to_string(v)}}}}}}}};
}
Json check(const std::string& pk, int v) {
  return {{"ConditionCheck",
           {{"TableName", "books"},
            {"Key", key(pk)},
            {"ConditionExpression", "v = :v"},
            {"ExpressionAttributeValues", {{":v", {{"N", std::to_string(v)}}}}}}}};
}
Json update(const std::string& pk, const std::string& expression) {
  return {{"Update",
           {{"TableName", "books"},
            {"Key", key(pk)},
            {"UpdateExpression", expression},
            {"ExpressionAttributeValues", {{":one", {{"N", "1"}}}}}}}};
}
Json erase(const std::string& pk) { return {{"Delete", {{"TableName", "books"}, {"Key", key(pk)}}}}; }
Json write(Json actions, Json extra = Json::object()) {
  Json body = {{"TransactItems", std::move(actions)}};
  body.update(extra);
  return body;
}

TestEngine with_books() {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("TransactWriteItems", write({put("a", 1), put("b", 2)}));
  return engine;
}

}  // namespace

TEST_CASE("all four actions happen together") {
  TestEngine engine = with_books();
  engine.ok("TransactWriteItems", write({check("a", 1), update("b", "ADD v :one"), put("c", 5), erase("d")}));
  const Json got =
      engine.ok("TransactGetItems", Json{{"TransactItems",
                                          {{{"Get", {{"TableName", "books"}, {"Key", key("b")}}}},
                                           {{"Get", {{"TableName", "books"}, {"Key", key("c")}, {"ProjectionExpression", "v"}}}},
                                           {{"Get", {{"TableName", "books"}, {"Key", key("d")}}}}}}});
  CHECK(got["Responses"] == Json::parse(R"([{"Item":{"pk":{"S":"b"},"v":{"N":"3"}}},{"Item":{"v":{"N":"5"}}},{}])"));
}

TEST_CASE("one failed condition cancels all, with a reason for each action") {
  TestEngine engine = with_books();
  const std::string before = engine.contents("books");
  Json failing = check("a", 9);
  failing["ConditionCheck"]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  const Json answer = engine.call("TransactWriteItems", write({put("c", 1), failing, update("b", "SET v = absent")}));
  CHECK(engine.status == 400);
  CHECK(answer["Message"] ==
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ValidationError]");
  CHECK(answer["CancellationReasons"] == Json::parse(R"([{"Code":"None"},
    {"Code":"ConditionalCheckFailed","Message":"The conditional request failed","Item":{"pk":{"S":"a"},"v":{"N":"1"}}},
    {"Code":"ValidationError","Message":"Value provided in ExpressionAttributeValues unused in expressions: keys: {:one}"}])"));
  CHECK(engine.contents("books") == before);
}

TEST_CASE("the same item twice, no action or two in one, and an unknown table refuse the request") {
  TestEngine engine = with_books();
  const std::string before = engine.contents("books");
  const auto fault = [&](Json actions) {
    const std::string message = engine.fault("TransactWriteItems", write(std::move(actions)));
    CHECK(engine.contents("books") == before);
    return message;
  };
  CHECK(fault({put("a", 1), erase("a")}) == "ValidationException: Transaction request cannot include multiple operations on one item");
  CHECK(fault({Json::object()}) == "ValidationException: TransactItems can only contain one of Check, Put, Update or Delete");
  CHECK(fault(Json::array()) ==
        "ValidationException: 1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have "
        "length "
        "greater than or equal to 1");
  Json elsewhere = put("x", 1);
  elsewhere["Put"]["TableName"] = "nowhere";
  CHECK(fault({put("c", 1), elsewhere}) == "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("a token makes a transaction happen once, and is forgotten after ten minutes") {
  TestEngine engine = with_books();
  const Json body = write({update("a", "ADD v :one")}, {{"ClientRequestToken", "token"}, {"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        Json::parse(R"([{"TableName":"books","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        Json::parse(R"([{"TableName":"books","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
  const auto value = [&] { return engine.ok("GetItem", Json{{"TableName", "books"}, {"Key", key("a")}})["Item"]["v"]["N"]; };
  CHECK(value() == "2");
  const std::string mismatch = engine.fault("TransactWriteItems", write({update("b", "ADD v :one")}, {{"ClientRequestToken", "token"}}));
  CHECK(mismatch.find("IdempotentParameterMismatchException: ") == 0);
  engine.now += 10 * 60 * 1000 + 1;
  engine.ok("TransactWriteItems", body);
  CHECK(value() == "3");
}
