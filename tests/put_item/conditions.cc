#include "test_engine.h"

using namespace shardbook;

namespace {

/// Returns whether the condition holds for the item {pk: a, ...attributes}.
bool holds(const char* attributes, const std::string& condition, const char* values = "{}", const char* names = "{}") {
  TestEngine engine;
  engine.create_table("tab");
  Json item = parse_json(attributes);
  item["pk"] = {{"S", "a"}};
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  Json body = {{"TableName", "tab"}, {"Item", item}, {"ConditionExpression", condition}};
  if (const Json parsed = parse_json(values); !parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  if (const Json parsed = parse_json(names); !parsed.empty()) body["ExpressionAttributeNames"] = parsed;
  const Json answer = engine.call("PutItem", body);
  INFO(condition << ": " << answer.dump());
  if (engine.status == 200) return true;
  REQUIRE(answer["__type"] == "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException");
  REQUIRE(answer["message"] == "The conditional request failed");
  return false;
}

std::string fault(const std::string& condition, const char* values = "{}") {
  TestEngine engine;
  engine.region = "us-east-1";
  engine.create_table("tab");
  Json body = {{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}}}, {"ConditionExpression", condition}};
  if (const Json parsed = parse_json(values); !parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  const std::string message = engine.fault("PutItem", body);
  CHECK(engine.ok("Scan", R"({"TableName":"tab"})")["Count"] == 0);
  return message.substr(std::string("ValidationException: ").size());
}

}  // namespace

TEST_CASE("comparators compare within a type and never across types") {
  CHECK(holds(R"({"n":{"N":"10"}})", "n > :v", R"({":v":{"N":"9"}})"));
  CHECK_FALSE(holds(R"({"n":{"S":"10"}})", "n > :v", R"({":v":{"S":"9"}})"));
  CHECK_FALSE(holds(R"({"n":{"N":"6"}})", "n = :v", R"({":v":{"S":"6"}})"));
  CHECK(holds(R"({"n":{"N":"6"}})", "n <> :v", R"({":v":{"S":"6"}})"));
  CHECK(holds(R"({"n":{"N":"1.0"}})", "n = :v", R"({":v":{"N":"1"}})"));
  CHECK(holds(R"({"m":{"M":{"a":{"N":"1"},"b":{"L":[]}}}})", "m = :v", R"({":v":{"M":{"b":{"L":[]},"a":{"N":"1.0"}}}})"));
  CHECK(holds(R"({"n":{"N":"5"}})", "n BETWEEN :l AND :h", R"({":l":{"N":"5"},":h":{"N":"6"}})"));
  CHECK(holds(R"({"n":{"N":"5"}})", "n IN (:l, :h)", R"({":l":{"N":"4"},":h":{"N":"5"}})"));
}

TEST_CASE("a missing operand makes every test false except <>") {
  CHECK_FALSE(holds("{}", "n = :v", R"({":v":{"N":"1"}})"));
  CHECK(holds("{}", "n <> :v", R"({":v":{"N":"1"}})"));
  CHECK(holds("{}", "NOT n = :v", R"({":v":{"N":"1"}})"));
  CHECK_FALSE(holds("{}", "n < :v", R"({":v":{"N":"1"}})"));
}

TEST_CASE("functions work on documents, sets and strings") {
  CHECK(holds(R"({"m":{"M":{"l":{"L":[{"S":"x"}]}}}})", "attribute_exists(m.l[0]) AND attribute_not_exists(m.l[1])"));
  CHECK(holds(R"({"x":{"NULL":true}})", "attribute_exists(x) AND attribute_type(x, :t)", R"({":t":{"S":"NULL"}})"));
  CHECK(holds(R"({"s":{"S":"Moby Dick"}})", "begins_with(s, :b) AND contains(s, :c)", R"({":b":{"S":"Moby"},":c":{"S":"y D"}})"));
  CHECK(holds(R"({"s":{"SS":["Kindle","Paper"]}})", "contains(s, :c)", R"({":c":{"S":"Kindle"}})"));
  CHECK_FALSE(holds(R"({"s":{"SS":["Kindle"]}})", "contains(s, :c)", R"({":c":{"S":"Kind"}})"));
  CHECK(holds(R"({"l":{"L":[{"N":"1"},{"S":"1"}]}})", "contains(l, :c) AND size(l) = :two", R"({":c":{"N":"1"},":two":{"N":"2"}})"));
  CHECK(holds(R"({"s":{"S":"äö𝄞"}})", "size(s) = :n", R"({":n":{"N":"4"}})"));
  CHECK(holds(R"({"b":{"B":"AAEC"}})", "size(b) = :n", R"({":n":{"N":"3"}})"));
}

TEST_CASE("NOT binds tighter than AND, AND tighter than OR, and keywords are case-insensitive") {
  CHECK(holds(R"({"a":{"N":"1"}})", "attribute_exists(a) or attribute_exists(b) and attribute_exists(c)"));
  CHECK_FALSE(holds(R"({"a":{"N":"1"}})", "(attribute_exists(a) OR attribute_exists(b)) AND attribute_exists(c)"));
  CHECK(holds(R"({"a":{"N":"1"}})", "not attribute_exists(b) AND attribute_exists(a)"));
  CHECK(holds(R"({"a.b":{"N":"1"}})", "attribute_exists(#n)", "{}", R"({"#n":"a.b"})"));
}

TEST_CASE("conditions report the service's errors in its order") {
  const std::string invalid = "1 validation error detected: Invalid ConditionExpression: ";
  CHECK(fault("") == invalid + "The expression can not be empty;");
  CHECK(fault("a > 4").substr(0, 54) == (invalid + "Syntax error; token: \"4\", near: ").substr(0, 54));
  CHECK(fault("((attribute_exists(a)))") == invalid + "The expression has redundant parentheses;");
  CHECK(fault("nope(a)") == invalid + "Invalid function name; function: nope");
  CHECK(fault("size(a)") == invalid + "The function is not allowed to be used this way in an expression; function: size");
  CHECK(fault("attribute_exists(abOrt)") == invalid + "Attribute name is a reserved keyword; reserved keyword: abOrt");
  CHECK(fault("attribute_exists(#n)") ==
        invalid + "An expression attribute name used in the document path is not defined; attribute name: #n");
  CHECK(fault("contains(a)") ==
        invalid + "Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1");
  CHECK(
      fault("a = a") ==
      invalid +
          "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]");
  CHECK(fault("begins_with(a, :n)", R"({":n":{"N":"1"}})") ==
        invalid + "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N");
  CHECK(fault("a BETWEEN :l AND :h", R"({":l":{"N":"2"},":h":{"N":"1"}})") ==
        invalid +
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: "
            "{N:2}, upper bound operand: AttributeValue: {N:1}");
}

TEST_CASE("a failed condition returns the item only if asked to") {
  TestEngine engine;
  engine.create_table("tab");
  Json body = parse_json(R"({"TableName":"tab","Item":{"pk":{"S":"a"},"v":{"N":"1"}}})");
  engine.ok("PutItem", body);
  body["ConditionExpression"] = "attribute_not_exists(pk)";
  CHECK_FALSE(engine.call("PutItem", body).contains("Item"));
  body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  CHECK(engine.call("PutItem", body)["Item"] == parse_json(R"({"pk":{"S":"a"},"v":{"N":"1"}})"));
}
