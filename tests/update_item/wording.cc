#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: 1 validation error detected: Invalid UpdateExpression: ";

std::string fault(const std::string& expression, const char* values = R"({":v":{"S":"x"}})") {
  TestEngine engine;
  engine.create_table("tab");
  Json body = {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"UpdateExpression", expression}};
  if (const Json parsed = parse_json(values); !parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  return engine.fault("UpdateItem", body);
}

}  // namespace

TEST_CASE("overlapping paths are named in the order written") {
  const std::string overlap = kInvalid + "Two document paths overlap with each other; must remove or rewrite one of these paths; ";
  CHECK(fault("REMOVE a, a.b", "{}") == overlap + "path one: [a], path two: [a, b]");
  CHECK(fault("REMOVE a.b, a", "{}") == overlap + "path one: [a, b], path two: [a]");
}

TEST_CASE("list_append, + and - report operand types by their short names") {
  const std::string type = kInvalid + "Incorrect operand type for operator or function; operator or function: ";
  CHECK(fault("SET a = list_append(:v, b)") == type + "list_append, operand type: S");
  CHECK(fault("SET a = b - :v") == type + "-, operand type: S");
  CHECK(fault("SET a = b + :v") == type + "+, operand type: S");
}

TEST_CASE("ADD and DELETE report operand types by their long names") {
  const std::string type = kInvalid + "Incorrect operand type for operator or function; operator: ";
  CHECK(fault("ADD a :v") == type + "ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND");
  CHECK(fault("DELETE a :v") == type + "DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND");
}

TEST_CASE("reserved words are looked for in the order written") {
  CHECK(fault("SET a = abort, size = :v") == kInvalid + "Attribute name is a reserved keyword; reserved keyword: abort");
  CHECK(fault("SET a = b[99999999999]", "{}") == kInvalid + "List index is not within the allowable range; index: [99999999999]");
  CHECK(fault("SET a = ((:v))") == kInvalid + "The expression has redundant parentheses;");
}

TEST_CASE("undefined names are reported before values, wherever they occur") {
  const std::string name = kInvalid + "An expression attribute name used in the document path is not defined; attribute name: #n";
  CHECK(fault("SET a = :missing, #n = b", "{}") == name);
  CHECK(fault("SET a = if_not_exists(b, :missing) + :missing REMOVE #n", "{}") == name);
  CHECK(fault("SET a = :missing, b = list_append(c, #n)", "{}") == name);
  CHECK(fault("SET a = :missing, b = c", "{}") ==
        kInvalid + "An expression attribute value used in expression is not defined; attribute value: :missing");
}

TEST_CASE("a blank update expression is a syntax error that shows the blanks") {
  CHECK(fault("   ", "{}") == kInvalid + R"(Syntax error; token: "<EOF>", near: "   ")");
  CHECK(fault("", "{}") == kInvalid + "The expression can not be empty;");
}
