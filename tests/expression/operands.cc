#include <set>

#include "test_engine.h"

using namespace shardbook;

namespace {

using Types = std::set<std::string>;

/// A value of each type, by the type's name.
const Json kOfType = parse_json(R"({"S":{"S":"x"},"N":{"N":"1"},"B":{"B":"AA=="},"BOOL":{"BOOL":true},"NULL":{"NULL":true},
  "M":{"M":{"k":{"S":"x"}}},"L":{"L":[{"S":"x"}]},"SS":{"SS":["x"]},"NS":{"NS":["1"]},"BS":{"BS":["AA=="]}})");

/// Returns "true", "false" or the error of a condition on an item with a value of each type, at t_S, t_N, ...
class Tester {
 public:
  Tester() {
    engine_.region = "us-east-1";
    engine_.create_table("tab");
    for (const auto& [type, value] : kOfType.items()) item_["t_" + type] = value;
    engine_.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item_}});
  }

  std::string operator()(const std::string& condition, const Json& values = Json::object()) {
    Json body = {{"TableName", "tab"}, {"Item", item_}, {"ConditionExpression", condition}};
    if (!values.empty()) body["ExpressionAttributeValues"] = values;
    const Json answer = engine_.call("PutItem", body);
    if (engine_.status == 200) return "true";
    const std::string message = answer["message"];
    return message == "The conditional request failed" ? "false" : message;
  }

 private:
  TestEngine engine_;
  Json item_ = {{"pk", {{"S", "a"}}}};
};

std::string wrong_type(const std::string& function, const std::string& type) {
  return "1 validation error detected: Invalid ConditionExpression: Incorrect operand type for operator or function; operator or "
         "function: " +
         function + ", operand type: " + type;
}

}  // namespace

TEST_CASE("every type equals itself and no other") {
  Tester test;
  for (const auto& [stored, unused] : kOfType.items()) {
    for (const auto& [given, value] : kOfType.items()) {
      INFO(stored << " and " << given);
      const std::string equal = stored == given ? "true" : "false";
      const std::string differs = stored == given ? "false" : "true";
      CHECK(test("t_" + stored + " = :v", {{":v", value}}) == equal);
      CHECK(test("t_" + stored + " <> :v", {{":v", value}}) == differs);
      CHECK(test("t_" + stored + " IN (:v)", {{":v", value}}) == equal);
      CHECK(test(":v = t_" + stored, {{":v", value}}) == equal);
    }
  }
}

TEST_CASE("strings, numbers and binaries are ordered; other types are refused or compare as false") {
  Tester test;
  const Types ordered = {"S", "N", "B"};
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const bool has_order = ordered.count(type) > 0;
    for (const std::string comparator : {"<", "<=", ">", ">="}) {
      const bool holds = has_order && comparator.size() == 2;
      CHECK(test("t_" + type + " " + comparator + " :v", {{":v", value}}) ==
            (has_order ? (holds ? "true" : "false") : wrong_type(comparator, type)));
      CHECK(test(":v " + comparator + " t_" + type, {{":v", value}}) ==
            (has_order ? (holds ? "true" : "false") : wrong_type(comparator, type)));
      CHECK(test("t_" + type + " " + comparator + " gone") == "false");
    }
    CHECK(test("t_" + type + " BETWEEN :v AND :v", {{":v", value}}) == (has_order ? "true" : wrong_type("BETWEEN", type)));
    CHECK(test("NOT t_" + type + " < gone") == "true");
  }
}

TEST_CASE("BETWEEN needs bounds of one type, with the lower not above the upper") {
  Tester test;
  const std::string invalid = "1 validation error detected: Invalid ConditionExpression: The BETWEEN operator requires ";
  CHECK(test("t_N BETWEEN :l AND :h", parse_json(R"({":l":{"N":"1"},":h":{"S":"a"}})")) ==
        invalid +
            "same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: "
            "AttributeValue: {S:a}");
  CHECK(test("t_N BETWEEN :l AND :h", parse_json(R"({":l":{"S":"b"},":h":{"S":"a"}})")) ==
        invalid +
            "upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:b}, upper bound "
            "operand: AttributeValue: {S:a}");
  CHECK(test("t_N BETWEEN :l AND :h", parse_json(R"({":l":{"N":"0.5"},":h":{"N":"1.0"}})")) == "true");
  CHECK(test("t_N BETWEEN t_N AND gone") ==
        "1 validation error detected: Invalid ConditionExpression: The first operand must be distinct from the remaining operands for "
        "this operator or function; operator: BETWEEN, first operand: [t_N]");
  CHECK(test(":v BETWEEN gone AND t_N", parse_json(R"({":v":{"N":"1"}})")) == "false");
  CHECK(test("NOT :v BETWEEN gone AND t_N", parse_json(R"({":v":{"N":"1"}})")) == "true");
}

TEST_CASE("begins_with takes strings and binaries") {
  Tester test;
  const Types allowed = {"S", "B"};
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const bool fits = allowed.count(type) > 0;
    CHECK(test("begins_with(t_" + type + ", :v)", {{":v", value}}) == (fits ? "true" : wrong_type("begins_with", type)));
    CHECK(test("begins_with(:v, t_" + type + ")", {{":v", value}}) == (fits ? "true" : wrong_type("begins_with", type)));
    CHECK(test("begins_with(t_" + type + ", :v)", {{":v", {{"S", ""}}}}) == (type == "S" ? "true" : "false"));
    CHECK(test("begins_with(t_" + type + ", gone)") == "false");
  }
  CHECK(test("begins_with(t_S, size(t_S))") == wrong_type("begins_with", "N"));
}

TEST_CASE("contains searches strings, binaries, sets and lists") {
  Tester test;
  const std::set<std::pair<std::string, std::string>> found = {{"S", "S"}, {"B", "B"}, {"SS", "S"}, {"NS", "N"}, {"BS", "B"}, {"L", "S"}};
  for (const auto& [stored, unused] : kOfType.items()) {
    for (const auto& [given, value] : kOfType.items()) {
      INFO(stored << " contains " << given);
      CHECK(test("contains(t_" + stored + ", :v)", {{":v", value}}) == (found.count({stored, given}) > 0 ? "true" : "false"));
    }
    CHECK(test("contains(t_" + stored + ", gone)") == "false");
    CHECK(test("contains(gone, t_" + stored + ")") == "false");
  }
}

TEST_CASE("size counts what the type contains, and refuses values of types without a size") {
  Tester test;
  const Types sizeless = {"N", "BOOL", "NULL"};
  const Json one = parse_json(R"({":one":{"N":"1"}})");
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const bool has_size = sizeless.count(type) == 0;
    CHECK(test("size(t_" + type + ") = :one", one) == (has_size ? "true" : "false"));
    Json values = one;
    values[":v"] = value;
    CHECK(test("size(:v) = :one", values) == (has_size ? "true" : wrong_type("size", type)));
  }
  CHECK(test("size(gone) = :one", one) == "false");
  CHECK(test("size(gone) <> :one", one) == "true");
  CHECK(test("size(size(t_S)) = :one", one) == wrong_type("size", "N"));
  CHECK(test("size(t_S) = size(t_L)") == "true");
}

TEST_CASE("attribute_type tells all ten types apart and accepts no others") {
  Tester test;
  for (const auto& [stored, unused] : kOfType.items()) {
    for (const auto& [given, value] : kOfType.items()) {
      CHECK(test("attribute_type(t_" + stored + ", :t)", {{":t", {{"S", given}}}}) == (stored == given ? "true" : "false"));
    }
  }
  CHECK(test("attribute_type(gone, :t)", parse_json(R"({":t":{"S":"S"}})")) == "false");
  CHECK(test("attribute_type(t_S, :t)", parse_json(R"({":t":{"S":"String"}})")) ==
        "1 validation error detected: Invalid ConditionExpression: Invalid attribute type name found; type: String, valid types: "
        "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
  CHECK(test("attribute_type(t_S, :t)", parse_json(R"({":t":{"N":"1"}})")) == wrong_type("attribute_type", "N"));
  CHECK(test("attribute_type(t_S, t_N)") == wrong_type("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
}

TEST_CASE("attribute_type also accepts a value") {
  Tester test;
  CHECK(test("attribute_type(:v, :t)", parse_json(R"({":v":{"N":"1"},":t":{"S":"N"}})")) == "true");
  CHECK(test("attribute_type(:v, :t)", parse_json(R"({":v":{"N":"1"},":t":{"S":"S"}})")) == "false");
}

TEST_CASE("functions about an attribute need a path") {
  Tester test;
  const Json v = parse_json(R"({":v":{"S":"S"}})");
  const std::string path =
      "1 validation error detected: Invalid ConditionExpression: Operator or function requires a document path; operator or function: ";
  CHECK(test("attribute_exists(:v)", v) == path + "attribute_exists");
  CHECK(test("attribute_not_exists(size(t_S))") == path + "attribute_not_exists");
}

TEST_CASE("functions check the number of operands") {
  Tester test;
  const std::string count =
      "1 validation error detected: Invalid ConditionExpression: Incorrect number of operands for operator or function; operator or "
      "function: ";
  for (const std::string function : {"attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains"}) {
    const int wanted = function.find("exists") != std::string::npos ? 1 : 2;
    const char* lists[] = {"", "t_S", "t_S, t_N", "t_S, t_N, t_B"};
    for (int given = 0; given < 4; ++given) {
      if (given == wanted) continue;
      CHECK(test(function + "(" + lists[given] + ")") == count + function + ", number of operands: " + std::to_string(given));
    }
  }
  CHECK(test("size() < t_N") == count + "size, number of operands: 0");
  CHECK(test("t_N < size(t_S, t_S)") == count + "size, number of operands: 2");
  CHECK(test("size(size(t_S, t_N)) < t_N") == count + "size, number of operands: 2");
}

TEST_CASE("condition functions are not operands, operand functions are not conditions, and update functions are neither") {
  Tester test;
  const std::string misused =
      "1 validation error detected: Invalid ConditionExpression: The function is not allowed to be used this way in an expression; "
      "function: ";
  CHECK(test("size(t_S)") == misused + "size");
  CHECK(test("NOT size(t_S)") == misused + "size");
  CHECK(test("contains(t_S, t_N) = t_BOOL") == misused + "contains");
  CHECK(test("t_BOOL = attribute_exists(t_S)") == misused + "attribute_exists");
  CHECK(test("attribute_exists(contains(t_S, t_N))") == misused + "contains");
  CHECK(test("t_N IN (begins_with(t_S, t_N))") == misused + "begins_with");
  CHECK(test("Size(t_S) < t_N") == "1 validation error detected: Invalid ConditionExpression: Invalid function name; function: Size");
  CHECK(test("if_not_exists(t_S, t_N)") == misused + "if_not_exists");
  CHECK(test("t_L = list_append(t_L, t_L)") == misused + "list_append");
}

TEST_CASE("errors of the whole come before errors of a part, those of parts from left to right") {
  Tester test;
  const std::string invalid = "1 validation error detected: Invalid ConditionExpression: ";
  CHECK(test("nope(a) AND size(b) AND abort = :v AND ((c = :w)) AND d ==").find(invalid + "Syntax error") == 0);
  CHECK(test("nope(a) AND size(b) AND abort = :v AND ((c = :w))") == invalid + "The expression has redundant parentheses;");
  CHECK(test("size(b) AND abort = :v AND nope(a)") == invalid + "Invalid function name; function: nope");
  CHECK(test("abort = :v AND size(b)") == invalid + "The function is not allowed to be used this way in an expression; function: size");
  CHECK(test("contains(a) AND :v = #n AND abort = :w") == invalid + "Attribute name is a reserved keyword; reserved keyword: abort");
  CHECK(test("contains(a) AND :v = #n") ==
        invalid + "Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1");
  CHECK(test(":v = #n AND contains(a)") ==
        invalid + "An expression attribute value used in expression is not defined; attribute value: :v");
  CHECK(test("#n = :v AND contains(a)") ==
        invalid + "An expression attribute name used in the document path is not defined; attribute name: #n");
}

TEST_CASE("anything that is not a condition is a syntax error") {
  Tester test;
  for (const std::string broken : {"a",
                                   "(a)",
                                   "a =",
                                   "= a",
                                   "a = b = c",
                                   "a = 1",
                                   "a = \"x\"",
                                   "a = 'x'",
                                   "a = b AND",
                                   "AND a = b",
                                   "a = b OR OR c = d",
                                   "NOT",
                                   "a NOT = b",
                                   "a IN b",
                                   "a IN ()",
                                   "a IN (b",
                                   "a IN (b,)",
                                   "a BETWEEN b",
                                   "a BETWEEN b AND",
                                   "a BETWEEN b OR c",
                                   "a BETWEEN (b AND c)",
                                   "(a = b",
                                   "a = b)",
                                   "()",
                                   "a = ()",
                                   "size(a).b = c",
                                   "size(a)[0] = c",
                                   "a.b. = c",
                                   "a..b = c",
                                   "a[b] = c",
                                   "a[0 = c",
                                   "a[-1] = c",
                                   "a = b, c = d",
                                   "a == b",
                                   "a != b",
                                   "a => b",
                                   "a = b;",
                                   "a = @b",
                                   "a + b = c",
                                   ":v.x = a",
                                   "# = a",
                                   ": = a",
                                   "a = b c = d",
                                   "contains(a b)",
                                   "contains(a,)",
                                   "a = NOT b",
                                   "a AND b",
                                   "a LIKE b",
                                   "attribute_exists a",
                                   "in = a",
                                   "a = between",
                                   "and(a)",
                                   "not(a)"}) {
    INFO(broken);
    CHECK(test(broken).find("1 validation error detected: Invalid ConditionExpression: Syntax error; token: \"") == 0);
  }
}
