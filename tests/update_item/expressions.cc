#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kKey = parse_json(R"({"pk":{"S":"a"}})");

TestEngine with_item(const char* attributes) {
  TestEngine engine;
  engine.create_table("tab");
  Json item = parse_json(attributes);
  item["pk"] = {{"S", "a"}};
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  return engine;
}

Json update(const std::string& expression, const char* values = "{}", Json extra = Json::object()) {
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"UpdateExpression", expression}};
  const Json parsed = parse_json(values);
  if (!parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  body.update(extra);
  return body;
}

/// Returns the item after the update, without its key.
Json after(TestEngine& engine, const std::string& expression, const char* values = "{}") {
  Json item = engine.ok("UpdateItem", update(expression, values, {{"ReturnValues", "ALL_NEW"}}))["Attributes"];
  item.erase("pk");
  return item;
}

std::string fault(TestEngine& engine, const std::string& expression, const char* values = "{}") {
  const std::string before = engine.contents("tab");
  engine.region = "us-east-2";
  const std::string message = engine.fault("UpdateItem", update(expression, values));
  CHECK(engine.contents("tab") == before);
  return message;
}

}  // namespace

TEST_CASE("every right-hand side reads the item as it was before the update") {
  TestEngine engine = with_item(R"({"a":{"N":"1"},"b":{"N":"2"}})");
  CHECK(after(engine, "REMOVE a SET b = a, c = b") == parse_json(R"({"b":{"N":"1"},"c":{"N":"2"}})"));
}

TEST_CASE("SET increments, appends and falls back") {
  TestEngine engine = with_item(R"({"n":{"N":"1"},"l":{"L":[{"S":"x"}]}})");
  CHECK(after(engine, "SET n = n + :one, m = if_not_exists(m, :one) - :one, l = list_append(l, :more)",
              R"({":one":{"N":"1"},":more":{"L":[{"S":"y"}]}})") ==
        parse_json(R"({"n":{"N":"2"},"l":{"L":[{"S":"x"},{"S":"y"}]},"m":{"N":"0"}})"));
}

TEST_CASE("list elements are set past the end, and removed by their original indexes") {
  TestEngine engine = with_item(R"({"l":{"L":[{"S":"0"},{"S":"1"},{"S":"2"}]}})");
  CHECK(after(engine, "REMOVE l[0], l[2]")["l"] == parse_json(R"({"L":[{"S":"1"}]})"));
  CHECK(after(engine, "SET l[7] = :b, l[5] = :a", R"({":a":{"S":"a"},":b":{"S":"b"}})")["l"] ==
        parse_json(R"({"L":[{"S":"1"},{"S":"a"},{"S":"b"}]})"));
}

TEST_CASE("ADD and DELETE work on numbers and sets") {
  TestEngine engine = with_item(R"({"s":{"SS":["a","b"]}})");
  CHECK(after(engine, "ADD n :n, s :c", R"({":n":{"N":"5"},":c":{"SS":["c","a"]}})") ==
        parse_json(R"({"s":{"SS":["a","b","c"]},"n":{"N":"5"}})"));
  CHECK(after(engine, "DELETE s :all", R"({":all":{"SS":["a","b","c"]}})") == parse_json(R"({"n":{"N":"5"}})"));
}

TEST_CASE("an update of a missing item creates one with the key") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(after(engine, "SET a = :v", R"({":v":{"BOOL":true}})") == parse_json(R"({"a":{"BOOL":true}})"));
  CHECK(engine.ok("GetItem", Json{{"TableName", "tab"}, {"Key", kKey}})["Item"] == parse_json(R"({"pk":{"S":"a"},"a":{"BOOL":true}})"));
}

TEST_CASE("UPDATED_NEW and UPDATED_OLD return what was touched") {
  TestEngine engine = with_item(R"({"m":{"M":{"x":{"N":"1"},"y":{"N":"2"}}},"z":{"S":"z"}})");
  const Json body = update("SET m.x = :v", R"({":v":{"N":"9"}})", {{"ReturnValues", "UPDATED_NEW"}});
  CHECK(engine.ok("UpdateItem", body)["Attributes"] == parse_json(R"({"m":{"M":{"x":{"N":"9"}}}})"));
  const Json removal = update("REMOVE z", "{}", {{"ReturnValues", "UPDATED_NEW"}});
  CHECK_FALSE(engine.ok("UpdateItem", removal).contains("Attributes"));
  const Json old = update("SET m.y = :v", R"({":v":{"N":"3"}})", {{"ReturnValues", "UPDATED_OLD"}});
  CHECK(engine.ok("UpdateItem", old)["Attributes"] == parse_json(R"({"m":{"M":{"y":{"N":"2"}}}})"));
}

TEST_CASE("failed updates report the service's errors and change nothing") {
  TestEngine engine = with_item(R"({"n":{"N":"1"},"s":{"S":"x"}})");
  const char* kV = R"({":v":{"N":"1"}})";
  const std::string counted = "ValidationException: 1 validation error detected: Invalid UpdateExpression: ";
  CHECK(fault(engine, "SET n = absent") ==
        "ValidationException: The provided expression refers to an attribute that does not exist in the item");
  CHECK(fault(engine, "SET s = s + :v", kV) == "ValidationException: An operand in the update expression has an incorrect data type");
  CHECK(fault(engine, "SET x.y = :v", kV) ==
        "ValidationException: The document path provided in the update expression is invalid for update");
  CHECK(fault(engine, "SET pk = :v", kV) ==
        "ValidationException: One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key");
  CHECK(fault(engine, "SET a = :v, a.b = :v", kV) ==
        counted + "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]");
  CHECK(fault(engine, "SET a = :v SET b = :v", kV) == counted + "The \"SET\" section can only be used once in an update expression;");
  CHECK(fault(engine, "SET Year = :v", kV) == counted + "Attribute name is a reserved keyword; reserved keyword: Year");
  CHECK(fault(engine, "SET a = :w", kV) ==
        counted + "An expression attribute value used in expression is not defined; attribute value: :w");
  CHECK(fault(engine, "SET a = :v", R"({":v":{"N":"1"},":w":{"N":"1"}})") ==
        "ValidationException: 1 validation error detected: Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}");
  CHECK(fault(engine, "ADD n :s", R"({":s":{"S":"x"}})") ==
        counted + "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND");
}

TEST_CASE("errors of update expressions are counted in us-east-1 too") {
  TestEngine engine;
  engine.region = "us-east-1";
  engine.create_table("tab");
  CHECK(engine.fault("UpdateItem", update("SET Year = :v", R"({":v":{"N":"1"}})")) ==
        "ValidationException: 1 validation error detected: Invalid UpdateExpression: Attribute name is a reserved keyword; reserved "
        "keyword: Year");
}
