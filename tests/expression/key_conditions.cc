#include "test_engine.h"

using namespace shardbook;

namespace {

/// Returns "ok" or the error of a Query with that KeyConditionExpression, on a table with keys pk and sk.
std::string outcome(const std::string& condition) {
  TestEngine engine;
  engine.create_table("tab", true);
  const Json known = parse_json(R"({":a":{"S":"a"},":b":{"S":"b"},":c":{"S":"c"},":n":{"N":"1"}})");
  Json values = Json::object();
  for (const auto& [placeholder, value] : known.items()) {
    if (condition.find(placeholder) != std::string::npos) values[placeholder] = value;
  }
  Json body = {{"TableName", "tab"}, {"KeyConditionExpression", condition}};
  if (!values.empty()) body["ExpressionAttributeValues"] = values;
  const Json answer = engine.call("Query", body);
  return engine.status == 200 ? "ok" : answer["message"].get<std::string>();
}

}  // namespace

TEST_CASE("a key condition is an equality on the partition key and at most one test of the sort key") {
  for (const char* condition :
       {"pk = :a", ":a = pk", "(pk = :a)", "pk = :a AND sk = :b", "sk = :b AND pk = :a", "pk = :a and sk < :b", "pk = :a AND :b >= sk",
        "pk = :a AND sk BETWEEN :b AND :c", "(pk = :a) AND (sk >= :b)", "(pk = :a AND begins_with(sk, :b))", "(pk) = (:a) AND sk > :b"}) {
    INFO(std::string(condition));
    CHECK(outcome(condition) == "ok");
  }
}

TEST_CASE("anything else in a key condition reports the service's errors") {
  const std::string invalid_operator = "Invalid operator used in KeyConditionExpression: ";
  const std::string invalid = "Invalid condition in KeyConditionExpression: ";
  const std::pair<const char*, std::string> cases[] = {
      {"pk = :a OR sk = :b", invalid_operator + "OR"},
      {"NOT pk = :a", invalid_operator + "NOT"},
      {"pk = :a AND NOT sk = :b", invalid_operator + "NOT"},
      {"pk IN (:a)", invalid_operator + "IN"},
      {"pk <> :a", invalid_operator + "<>"},
      {"pk = :a AND attribute_exists(sk)", invalid_operator + "attribute_exists"},
      {"pk = :a AND contains(sk, :b)", invalid_operator + "contains"},
      {"pk = :a AND size(sk) > :n", "KeyConditionExpressions cannot contain nested operations"},
      {"pk = :a AND :b BETWEEN sk AND :c", invalid + "BETWEEN operator must have the key attribute as its first operand"},
      {"pk = :a AND begins_with(:b, sk)", invalid + "begins_with operator must have the key attribute as its first operand"},
      {"pk = sk", invalid + "Multiple attribute names used in one condition"},
      {":a = :b", invalid + "No key attribute specified"},
      {"pk.x = :a", "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes"},
      {"pk = :a AND pk = :b", "KeyConditionExpressions must only contain one condition per key"},
      {"pk = :a AND sk > :b AND sk < :c", "KeyConditionExpressions must only contain one condition per key"},
  };
  for (const auto& [condition, message] : cases) {
    INFO(std::string(condition));
    CHECK(outcome(condition) == message);
  }
}

TEST_CASE("a key condition is first checked as an expression") {
  const std::string invalid = "Invalid KeyConditionExpression: ";
  CHECK(outcome("") == invalid + "The expression can not be empty;");
  CHECK(outcome("pk = ").find(invalid + "Syntax error; token: \"<EOF>\"") == 0);
  CHECK(outcome("((pk = :a))") == invalid + "The expression has redundant parentheses;");
  CHECK(outcome("name = :a") == invalid + "Attribute name is a reserved keyword; reserved keyword: name");
  CHECK(outcome("pk = :z") == invalid + "An expression attribute value used in expression is not defined; attribute value: :z");
  CHECK(outcome("pk = :a AND sk BETWEEN :c AND :b") ==
        invalid +
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: "
            "{S:c}, upper bound operand: AttributeValue: {S:b}");
}
