#include "test_engine.h"

using namespace shardbook;

namespace {

/// Nests as often as fits into an expression of 4 KB, or as often as requested.
std::string nested(std::string_view open, std::string_view inner, std::string_view close, std::size_t most = 4096) {
  const std::size_t levels = std::min(most, (4096 - inner.size()) / (open.size() + close.size()));
  std::string out;
  for (std::size_t i = 0; i < levels; ++i) out += open;
  out += inner;
  for (std::size_t i = 0; i < levels; ++i) out += close;
  return out;
}

std::vector<std::string> conditions() {
  std::vector<std::string> out;
  for (std::size_t most : {100, 300, 4096}) {
    out.push_back(nested("(", "a = b", ")", most));
    out.push_back(nested("(", "a", ")", most) + " = b");
    out.push_back(nested("(a = b AND ", "a = b", ")", most));
    out.push_back(nested("(a = b OR ", "a = b", ")", most));
    out.push_back(nested("NOT ", "a = b", "", most));
    out.push_back(nested("NOT (", "a = b", ")", most));
    out.push_back(nested("size(", "a", ")", most) + " = b");
    out.push_back(nested("attribute_exists(", "a", ")", most));
    out.push_back(nested("contains(a, ", "b", ")", most));
    out.push_back(nested("a = b AND ", "a = b", "", most));
    out.push_back(nested("a = b OR ", "a = b", "", most));
    out.push_back(nested("a BETWEEN b AND ", "c", "", most));
    out.push_back(nested("a IN (", "b", ")", most));
    out.push_back("a IN (" + nested("b, ", "b", "", most) + ")");
    out.push_back("a" + nested(".b", "", "", most) + " = c");
    out.push_back("a" + nested("[0]", "", "", most) + " = c");
    out.push_back(nested("(", "", "", most));
    out.push_back(nested("(NOT ", "", "", most));
    out.push_back(nested("size(", "", "", most));
  }
  return out;
}

std::vector<std::string> updates() {
  std::vector<std::string> out;
  for (std::size_t most : {100, 300, 4096}) {
    out.push_back("SET a = " + nested("(", "b", ")", most));
    out.push_back("SET a = " + nested("if_not_exists(a, ", "b", ")", most));
    out.push_back("SET a = " + nested("list_append(", "a", ", b)", most));
    out.push_back("SET a = " + nested("a + ", "b", "", most));
    out.push_back("SET a = " + nested("(a + ", "b", ")", most));
    out.push_back("SET a" + nested(".b", "", "", most) + " = c");
    out.push_back("REMOVE a" + nested("[0]", "", "", most));
    out.push_back("REMOVE a" + nested(".b", "", "", most));
    out.push_back("SET a = " + nested("(", "", "", most));
    out.push_back("SET a = " + nested("if_not_exists(a, ", "", "", most));
  }
  return out;
}

std::vector<std::string> projections() {
  std::vector<std::string> out;
  for (std::size_t most : {100, 300, 4096}) {
    out.push_back("a" + nested(".b", "", "", most));
    out.push_back("a" + nested("[0]", "", "", most));
    out.push_back(nested("a, ", "b", "", most));
    out.push_back(nested("(", "a", ")", most));
  }
  return out;
}

Json put(Json more) {
  Json body = {{"TableName", "books"}, {"Item", {{"pk", {{"S", "a"}}}}}};
  body.update(more);
  return body;
}

Json keyed(Json more) {
  Json body = {{"TableName", "books"}, {"Key", {{"pk", {{"S", "a"}}}}}};
  body.update(more);
  return body;
}

Json transaction(const char* action, Json request) { return {{"TransactItems", {{{action, request}}}}}; }

/// Checks that each request was understood, whether it is refused or executed.
class Answers {
 public:
  explicit Answers(const char* region) {
    engine_.region = region;
    engine_.create_table("books");
    engine_.ok("PutItem", put(Json::object()));
  }

  void expect(const std::string& operation, const Json& body) {
    const std::string answer = engine_.text(operation, body.dump());
    INFO(operation << " " << body.dump().substr(0, 150) << " -> " << answer.substr(0, 300));
    const bool expected = engine_.status == 200 || answer.find("ValidationException") != std::string::npos ||
                          answer.find("ConditionalCheckFailed") != std::string::npos ||
                          answer.find("TransactionCanceled") != std::string::npos;
    CHECK(expected);
  }

 private:
  TestEngine engine_;
};

}  // namespace

TEST_CASE("conditions nested as deep as their size allows get an answer") {
  for (const char* region : {"us-east-1", "us-east-2"}) {
    Answers answers(region);
    for (const std::string& text : conditions()) {
      answers.expect("PutItem", put({{"ConditionExpression", text}}));
      answers.expect("DeleteItem", keyed({{"ConditionExpression", text}}));
      answers.expect("UpdateItem", keyed({{"ConditionExpression", text}, {"UpdateExpression", "REMOVE x"}}));
      answers.expect("TransactWriteItems", transaction("ConditionCheck", keyed({{"ConditionExpression", text}})));
      answers.expect("Scan", {{"TableName", "books"}, {"FilterExpression", text}});
      answers.expect("Query", {{"TableName", "books"}, {"KeyConditionExpression", text}});
    }
  }
}

TEST_CASE("updates nested as deep as their size allows get an answer") {
  for (const char* region : {"us-east-1", "us-east-2"}) {
    Answers answers(region);
    for (const std::string& text : updates()) {
      answers.expect("UpdateItem", keyed({{"UpdateExpression", text}}));
      answers.expect("TransactWriteItems", transaction("Update", keyed({{"UpdateExpression", text}})));
    }
  }
}

TEST_CASE("projections nested as deep as their size allows get an answer") {
  for (const char* region : {"us-east-1", "us-east-2"}) {
    Answers answers(region);
    for (const std::string& text : projections()) {
      answers.expect("GetItem", keyed({{"ProjectionExpression", text}}));
      answers.expect("TransactGetItems", transaction("Get", keyed({{"ProjectionExpression", text}})));
      answers.expect("Scan", {{"TableName", "books"}, {"ProjectionExpression", text}});
      answers.expect("BatchGetItem", {{"RequestItems", {{"books", {{"Keys", {{{"pk", {{"S", "a"}}}}}}, {"ProjectionExpression", text}}}}}});
    }
  }
}
