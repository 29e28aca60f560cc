#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kKey = parse_json(R"({"pk":{"S":"a"}})");

/// Returns the attribute "l" or "m" after an update of {l: [0, 1, 2, 3], m: {x: 1, l: [p], s: {u, v}}, n: 1}, or the error.
std::string outcome(const std::string& expression, const char* values, const char* attribute) {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"n":{"N":"1"},"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"}]},
    "m":{"M":{"x":{"N":"1"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]}}}}})");
  const std::string before = engine.contents("tab");
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"UpdateExpression", expression}, {"ReturnValues", "ALL_NEW"}};
  if (const Json parsed = parse_json(values); !parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  const Json answer = engine.call("UpdateItem", body);
  if (engine.status == 200) return answer["Attributes"][attribute].begin()->dump();
  CHECK(engine.contents("tab") == before);
  return answer["message"];
}

std::string list_after(const std::string& expression, const char* values = R"({":a":{"N":"10"},":b":{"N":"11"},":c":{"N":"12"}})") {
  return outcome(expression, values, "l");
}
std::string map_after(const std::string& expression, const char* values = R"({":v":{"N":"5"}})") {
  return outcome(expression, values, "m");
}

const char* kA = R"({":a":{"N":"10"}})";
const std::string kWrongPath = "The document path provided in the update expression is invalid for update";
const std::string kWrongType = "An operand in the update expression has an incorrect data type";

}  // namespace

TEST_CASE("elements set past the end of a list are appended in order of their indexes") {
  CHECK(list_after("SET l[9] = :a, l[4] = :b, l[7] = :c") ==
        R"([{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"},{"N":"11"},{"N":"12"},{"N":"10"}])");
  CHECK(list_after("SET l[4294967294] = :a", kA) == R"([{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"},{"N":"10"}])");
  CHECK(list_after("SET l[4294967295] = :a", kA) ==
        "1 validation error detected: Invalid UpdateExpression: List index is not within the allowable range; index: [4294967295]");
}

TEST_CASE("elements are removed by their original indexes, and missing ones are ignored") {
  CHECK(list_after("REMOVE l[0], l[1], l[3]", "{}") == R"([{"N":"2"}])");
  CHECK(list_after("REMOVE l[3], l[0]", "{}") == R"([{"N":"1"},{"N":"2"}])");
  CHECK(list_after("REMOVE l[4], l[99]", "{}") == R"([{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"}])");
  CHECK(list_after("REMOVE l[0] SET l[1] = :a, l[9] = l[0]", kA) == R"([{"N":"10"},{"N":"2"},{"N":"3"},{"N":"0"}])");
  CHECK(list_after("REMOVE l[0], l[1], l[2], l[3]", "{}") == "[]");
}

TEST_CASE("list_append joins lists in the order of its operands") {
  CHECK(list_after("SET l = list_append(:l, l)", R"({":l":{"L":[{"S":"x"}]}})") ==
        R"([{"S":"x"},{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"}])");
  CHECK(list_after("SET l = list_append(l, m.l)", "{}") == R"([{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"},{"S":"p"}])");
  CHECK(list_after("SET l = list_append(if_not_exists(gone, :l), m.l)", R"({":l":{"L":[{"S":"x"}]}})") == R"([{"S":"x"},{"S":"p"}])");
  CHECK(list_after("SET l = list_append(l, gone)", "{}") ==
        "The provided expression refers to an attribute that does not exist in the item");
  CHECK(list_after("SET l = list_append(l, n)", "{}") == kWrongType);
  CHECK(list_after("SET l[0] = list_append(l, l)", "{}") ==
        R"([{"L":[{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"},{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"}]},{"N":"1"},{"N":"2"},{"N":"3"}])");
}

TEST_CASE("list_append cannot be nested, and updates cannot use condition functions") {
  const auto refused = [](const std::string& function) {
    return "1 validation error detected: Invalid UpdateExpression: The function is not allowed to be used this way in an expression; "
           "function: " +
           function;
  };
  CHECK(list_after("SET l = list_append(l, list_append(m.l, l))", "{}") == refused("list_append"));
  CHECK(list_after("SET l = list_append(if_not_exists(gone, list_append(l, l)), l)", "{}") == refused("list_append"));
  CHECK(list_after("SET l = if_not_exists(gone, list_append(m.l, m.l))", "{}") == R"([{"S":"p"},{"S":"p"}])");
  CHECK(list_after("SET l = if_not_exists(gone, if_not_exists(absent, m.l))", "{}") == R"([{"S":"p"}])");
  for (const char* condition :
       {"size(m)", "attribute_exists(m)", "attribute_not_exists(m)", "attribute_type(m, n)", "begins_with(m, n)", "contains(m, n)"}) {
    const std::string function = condition;
    CHECK(list_after("SET l = " + function, "{}") == refused(function.substr(0, function.find('('))));
  }
  CHECK(list_after("SET l = nothing(m)", "{}") ==
        "1 validation error detected: Invalid UpdateExpression: Invalid function name; function: nothing");
}

TEST_CASE("if_not_exists returns an existing value of any type") {
  CHECK(map_after("SET m.x = if_not_exists(m.x, :v)") == R"({"x":{"N":"1"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]}})");
  CHECK(map_after("SET m.y = if_not_exists(m.y, :v) + :v") ==
        R"({"x":{"N":"1"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]},"y":{"N":"10"}})");
  CHECK(map_after("SET m.x = if_not_exists(gone, m.l[0])", "{}") == R"({"x":{"S":"p"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]}})");
  CHECK(map_after("SET m.x = if_not_exists(gone, absent)", "{}") ==
        "The provided expression refers to an attribute that does not exist in the item");
  CHECK(map_after("SET m.x = if_not_exists(m.l, :v) + :v") == kWrongType);
}

TEST_CASE("a nested path needs an existing parent of the right kind") {
  for (const char* expression : {"SET gone.x = :v", "SET m.gone.x = :v", "SET n.x = :v", "SET n[0] = :v", "SET l.x = :v", "SET m[0] = :v",
                                 "SET l[9].x = :v", "SET l[0].x = :v", "SET gone[0] = :v", "ADD gone.x :v"}) {
    INFO(std::string(expression));
    CHECK(map_after(expression) == kWrongPath);
  }
  for (const char* expression : {"REMOVE gone.x", "REMOVE n.x", "REMOVE l.x", "REMOVE m[0]", "REMOVE m.gone.x", "REMOVE l[9].x"}) {
    INFO(std::string(expression));
    CHECK(map_after(expression, "{}") == kWrongPath);
  }
  CHECK(map_after("REMOVE m.gone, m.l[7]", "{}") == R"({"x":{"N":"1"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]}})");
}

TEST_CASE("ADD and DELETE work on nested paths") {
  CHECK(map_after("ADD m.x :v") == R"({"x":{"N":"6"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]}})");
  CHECK(map_after("ADD m.y :v") == R"({"x":{"N":"1"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]},"y":{"N":"5"}})");
  CHECK(list_after("ADD l[1] :a", kA) == R"([{"N":"0"},{"N":"11"},{"N":"2"},{"N":"3"}])");
  CHECK(list_after("ADD l[9] :a", kA) == R"([{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"},{"N":"10"}])");
  CHECK(map_after("DELETE m.s :v", R"({":v":{"SS":["v"]}})") == R"({"x":{"N":"1"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u"]}})");
  CHECK(map_after("DELETE m.s :v", R"({":v":{"SS":["v","u"]}})") == R"({"x":{"N":"1"},"l":{"L":[{"S":"p"}]}})");
  CHECK(map_after("DELETE m.gone :v", R"({":v":{"SS":["v"]}})") == R"({"x":{"N":"1"},"l":{"L":[{"S":"p"}]},"s":{"SS":["u","v"]}})");
}

TEST_CASE("a document nests 32 levels deep, however it got there") {
  const auto nested = [](int levels) {
    Json value = {{"S", "x"}};
    for (int i = 1; i < levels; ++i) value = Json{{"M", {{"a", value}}}};
    return value;
  };
  const std::string too_deep = "Nesting Levels have exceeded supported limits";
  const auto set = [&](int levels) { return map_after("SET m.deep = :v", Json{{":v", nested(levels)}}.dump().c_str()); };
  CHECK(set(31).find("deep") != std::string::npos);
  CHECK(set(32) == too_deep);
  CHECK(map_after("SET m.deep = m", "{}").find("deep") != std::string::npos);
}

TEST_CASE("a path has at most 32 elements") {
  std::string path = "m";
  for (int i = 1; i < 32; ++i) path += ".a";
  CHECK(map_after("SET " + path + " = :v") == kWrongPath);
  CHECK(map_after("SET " + path + "[0] = :v") ==
        "1 validation error detected: Invalid UpdateExpression: The document path has too many nesting levels; nesting levels: 33");
}
