#include "test_engine.h"

using namespace shardbook;

namespace {

/// A value of each type, by the type's name.
const Json kOfType = parse_json(R"({"S":{"S":"x"},"N":{"N":"1"},"B":{"B":"AA=="},"BOOL":{"BOOL":true},"NULL":{"NULL":true},
  "M":{"M":{}},"L":{"L":[]},"SS":{"SS":["x"]},"NS":{"NS":["1"]},"BS":{"BS":["AA=="]}})");

std::string outcome(const std::string& expression, const Json& value) {
  TestEngine engine;
  engine.create_table("tab");
  Json item = {{"pk", {{"S", "a"}}}};
  for (const auto& [type, of_type] : kOfType.items()) item["t_" + type] = of_type;
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  Json body = {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"UpdateExpression", expression}};
  if (!value.is_null()) body["ExpressionAttributeValues"] = {{":v", value}};
  const Json answer = engine.call("UpdateItem", body);
  return engine.status == 200 ? "ok" : answer["message"].get<std::string>();
}

const std::string kWrong = "1 validation error detected: Invalid UpdateExpression: Incorrect operand type for operator or function; ";
const std::string kWrongStored = "An operand in the update expression has an incorrect data type";

bool is_one_of(const std::string& type, const std::vector<std::string>& types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace

TEST_CASE("ADD takes numbers and sets, DELETE sets") {
  const Json words = parse_json(R"({"S":"STRING","N":"NUMBER","B":"BINARY","BOOL":"BOOLEAN","NULL":"NULL","M":"MAP","L":"LIST"})");
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const std::string word = words.value(type, "");
    CHECK(outcome("ADD gone :v", value) == (is_one_of(type, {"N", "SS", "NS", "BS"})
                                                ? "ok"
                                                : kWrong + "operator: ADD, operand type: " + word + ", typeSet: ALLOWED_FOR_ADD_OPERAND"));
    CHECK(outcome("DELETE gone :v", value) == (is_one_of(type, {"SS", "NS", "BS"}) ? "ok"
                                                                                   : kWrong + "operator: DELETE, operand type: " + word +
                                                                                         ", typeSet: ALLOWED_FOR_DELETE_OPERAND"));
  }
}

TEST_CASE("ADD and DELETE need a stored value of the operand's type") {
  for (const auto& [stored, unused] : kOfType.items()) {
    for (const char* given : {"N", "SS", "NS", "BS"}) {
      INFO("ADD " << std::string(given) << " to " << stored);
      CHECK(outcome("ADD t_" + stored + " :v", kOfType[given]) == (stored == given ? "ok" : kWrongStored));
      if (std::string(given) == "N") continue;
      CHECK(outcome("DELETE t_" + stored + " :v", kOfType[given]) == (stored == given ? "ok" : kWrongStored));
    }
  }
}

TEST_CASE("both operands of a sum must be numbers") {
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const bool fits = type == "N";
    for (const std::string sign : {"+", "-"}) {
      const std::string refused = kWrong + "operator or function: " + sign + ", operand type: " + type;
      CHECK(outcome("SET r = t_N " + sign + " :v", value) == (fits ? "ok" : refused));
      CHECK(outcome("SET r = :v " + sign + " t_N", value) == (fits ? "ok" : refused));
      CHECK(outcome("SET r = t_N " + sign + " t_" + type, Json()) == (fits ? "ok" : kWrongStored));
      CHECK(outcome("SET r = t_" + type + " " + sign + " t_N", Json()) == (fits ? "ok" : kWrongStored));
    }
  }
}

TEST_CASE("both operands of list_append must be lists") {
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const bool fits = type == "L";
    const std::string refused = kWrong + "operator or function: list_append, operand type: " + type;
    CHECK(outcome("SET r = list_append(t_L, :v)", value) == (fits ? "ok" : refused));
    CHECK(outcome("SET r = list_append(:v, t_L)", value) == (fits ? "ok" : refused));
    CHECK(outcome("SET r = list_append(t_L, t_" + type + ")", Json()) == (fits ? "ok" : kWrongStored));
  }
}

TEST_CASE("update functions take two operands, and the first of if_not_exists is a path") {
  const std::string count =
      "1 validation error detected: Invalid UpdateExpression: Incorrect number of operands for operator or function; operator or "
      "function: ";
  CHECK(outcome("SET r = if_not_exists(t_N)", Json()) == count + "if_not_exists, number of operands: 1");
  CHECK(outcome("SET r = list_append()", Json()) == count + "list_append, number of operands: 0");
  CHECK(outcome("SET r = list_append(t_L, t_L, t_L)", Json()) == count + "list_append, number of operands: 3");
  CHECK(outcome("SET r = if_not_exists(:v, t_N)", kOfType["N"]) ==
        "1 validation error detected: Invalid UpdateExpression: Operator or function requires a document path; operator or function: "
        "if_not_exists");
  CHECK(outcome("SET r = size(t_S)", Json()) ==
        "1 validation error detected: Invalid UpdateExpression: The function is not allowed to be used this way in an expression; "
        "function: size");
  CHECK(outcome("SET r = If_Not_Exists(t_N, t_N)", Json()) ==
        "1 validation error detected: Invalid UpdateExpression: Invalid function name; function: If_Not_Exists");
  CHECK(outcome("SET r = list_append(t_L, t_L) + t_N", Json()) == kWrong + "operator or function: +, operand type: L");
}

TEST_CASE("SET accepts one sum, and rejects redundant parentheses") {
  const std::string redundant = "1 validation error detected: Invalid UpdateExpression: The expression has redundant parentheses;";
  for (const char* expression : {"SET r = (t_N)", "SET r = (t_N + t_N)", "SET r = (t_N) + (t_N)", "SET r = ((t_N) + t_N)",
                                 "SET r = (t_N + (t_N))", "SET r = if_not_exists((z), (t_N))"}) {
    INFO(std::string(expression));
    CHECK(outcome(expression, Json()) == "ok");
  }
  for (const char* expression : {"SET r = ((t_N))", "SET r = ((t_N + t_N))", "SET r = t_N + ((t_N))", "SET r = ((t_N)) + t_N",
                                 "SET r = if_not_exists(((z)), t_N)", "SET r = (((((t_N)))))"}) {
    INFO(std::string(expression));
    CHECK(outcome(expression, Json()) == redundant);
  }
  for (const char* expression :
       {"SET r = t_N + t_N + t_N", "SET r = (t_N + t_N) + t_N", "SET r = -t_N", "SET r = t_N * t_N", "SET r = 1", "SET r = (t_N",
        "SET r = t_N)", "SET r", "SET", "SET r = t_N,", "SET (r) = t_N", "ADD r t_N", "DELETE r", "REMOVE r = t_N", "r = t_N"}) {
    INFO(std::string(expression));
    CHECK(outcome(expression, Json()).find("1 validation error detected: Invalid UpdateExpression: Syntax error; token: \"") == 0);
  }
}
