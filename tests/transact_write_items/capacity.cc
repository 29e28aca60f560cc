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

TEST_CASE("each action costs twice what it would alone, a check as much as a write") {
  TestEngine engine = with_books();
  Json large = put("c", 1);
  large["Put"]["Item"]["f"] = {{"S", std::string(1024, 'x')}};
  const Json body = write({large, check("a", 1), erase("gone")}, {{"ReturnConsumedCapacity", "INDEXES"}});
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] == Json::parse(R"([{"TableName":"books","CapacityUnits":8.0,
    "WriteCapacityUnits":8.0,"Table":{"CapacityUnits":8.0,"WriteCapacityUnits":8.0}}])"));
}

TEST_CASE("every table of a transaction is shown by itself") {
  TestEngine engine = with_books();
  engine.create_table("authors");
  Json elsewhere = put("x", 1);
  elsewhere["Put"]["TableName"] = "authors";
  const Json body = write({put("a", 2), elsewhere, put("b", 2)}, {{"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        Json::parse(R"([{"TableName":"books","CapacityUnits":4.0,"WriteCapacityUnits":4.0},
                        {"TableName":"authors","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
}
