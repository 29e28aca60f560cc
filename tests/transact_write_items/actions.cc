#include "test_transactions.h"

using namespace shardbook;
using namespace shardbook::transactions;

TEST_CASE("all four actions execute together") {
  TestEngine engine = with_books();
  engine.ok("TransactWriteItems", write({check("a", 1), update("b", "ADD v :one"), put("c", 5), erase("d")}));
  const Json got =
      engine.ok("TransactGetItems", Json{{"TransactItems",
                                          {{{"Get", {{"TableName", "books"}, {"Key", key("b")}}}},
                                           {{"Get", {{"TableName", "books"}, {"Key", key("c")}, {"ProjectionExpression", "v"}}}},
                                           {{"Get", {{"TableName", "books"}, {"Key", key("d")}}}}}}});
  CHECK(got["Responses"] == parse_json(R"([{"Item":{"pk":{"S":"b"},"v":{"N":"3"}}},{"Item":{"v":{"N":"5"}}},{}])"));
}

TEST_CASE("a transaction has 1 to 100 actions") {
  TestEngine engine = with_books();
  Json actions = Json::array();
  for (int i = 0; i < 100; ++i) actions.push_back(put(std::to_string(i), i));
  engine.ok("TransactWriteItems", write(actions));
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 102);
  actions.push_back(put("100", 100));
  const std::string message = engine.fault("TransactWriteItems", write(actions));
  CHECK(message.find("ValidationException: 1 validation error detected: Value '[TransactWriteItem(") == 0);
  CHECK(message.find("]' at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100") !=
        std::string::npos);
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 102);
}

TEST_CASE("a repeated item and an unknown table fail the request") {
  TestEngine engine = with_books();
  const std::string before = engine.contents("books");
  const auto fault = [&](Json actions) {
    const std::string message = engine.fault("TransactWriteItems", write(std::move(actions)));
    CHECK(engine.contents("books") == before);
    return message;
  };
  CHECK(fault({put("a", 1), erase("a")}) == "ValidationException: Transaction request cannot include multiple operations on one item");
  CHECK(fault(Json::array()) ==
        "ValidationException: 1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have "
        "length "
        "greater than or equal to 1");
  Json elsewhere = put("x", 1);
  elsewhere["Put"]["TableName"] = "nowhere";
  CHECK(fault({put("c", 1), elsewhere}) == "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("actions must have their required members") {
  TestEngine engine = with_books();
  const auto fault = [&](const char* action) { return engine.fault("TransactWriteItems", write({parse_json(action)})); };
  const auto missing = [](const std::string& member) {
    return "ValidationException: 1 validation error detected: Value null at 'transactItems.1.member." + member +
           "' failed to satisfy constraint: Member must not be null";
  };
  CHECK(fault(R"({"Put":{"TableName":"books"}})") == missing("put.item"));
  CHECK(fault(R"({"Delete":{"TableName":"books"}})") == missing("delete.key"));
  CHECK(fault(R"({"Update":{"TableName":"books","Key":{"pk":{"S":"a"}}}})") == missing("update.updateExpression"));
  CHECK(fault(R"({"ConditionCheck":{"TableName":"books","Key":{"pk":{"S":"a"}}}})") == missing("conditionCheck.conditionExpression"));
}

TEST_CASE("an item that is too large and an empty key fail the request") {
  TestEngine engine = with_books();
  Json large = put("x", 1);
  large["Put"]["Item"]["f"] = {{"S", std::string(400 * 1024, 'x')}};
  CHECK(engine.fault("TransactWriteItems", write({check("a", 9), large})) ==
        "ValidationException: Item size has exceeded the maximum allowed size");
  CHECK(engine.fault("TransactWriteItems", write({check("a", 9), put("", 1)})) ==
        "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
        "string value. Key: pk");
}

TEST_CASE("a transaction writes at most 4 MB") {
  TestEngine engine = with_books();
  const auto items = [](int count) {
    Json actions = Json::array();
    for (int i = 0; i < count; ++i) {
      Json action = put("large" + std::to_string(i), 1);
      action["Put"]["Item"]["f"] = {{"S", std::string(399 * 1024, 'x')}};
      actions.push_back(action);
    }
    return actions;
  };
  CHECK(engine.fault("TransactWriteItems", write(items(11))) == "ValidationException: The transaction payload size cannot exceed 4 MB");
  engine.ok("TransactWriteItems", write(items(10)));
  CHECK(engine.ok("Scan", R"({"TableName":"books","Select":"COUNT"})").contains("LastEvaluatedKey"));
}
