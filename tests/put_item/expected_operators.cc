#include <set>

#include "test_engine.h"

using namespace shardbook;

namespace {

using Types = std::set<std::string>;

const Json kOfType = parse_json(R"({"S":{"S":"x"},"N":{"N":"1"},"B":{"B":"AA=="},"BOOL":{"BOOL":true},"NULL":{"NULL":true},
  "M":{"M":{"k":{"S":"x"}}},"L":{"L":[{"S":"x"}]},"SS":{"SS":["x"]},"NS":{"NS":["1"]},"BS":{"BS":["AA=="]}})");

/// Returns "true", "false" or the error of an Expected on an item with a value of each type, at S, N, ...
class Tester {
 public:
  Tester() {
    engine_.create_table("tab");
    item_.update(kOfType);
    engine_.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item_}});
  }

  std::string operator()(const std::string& attribute, const std::string& comparison, const Json& arguments) {
    const Json expected = {{attribute, {{"ComparisonOperator", comparison}, {"AttributeValueList", arguments}}}};
    const Json answer = engine_.call("PutItem", Json{{"TableName", "tab"}, {"Item", item_}, {"Expected", expected}});
    if (engine_.status == 200) return "true";
    const std::string message = answer["message"];
    return message == "The conditional request failed" ? "false" : message;
  }

 private:
  TestEngine engine_;
  Json item_ = {{"pk", {{"S", "a"}}}};
};

const std::string kInvalid = "1 validation error detected: One or more parameter values were invalid: ";

std::string refusal(const std::string& comparison, const std::string& type) {
  return kInvalid + "ComparisonOperator " + comparison + " is not valid for " + type + " AttributeValue type";
}

}  // namespace

TEST_CASE("EQ and NE in Expected accept all types") {
  Tester test;
  for (const auto& [stored, unused] : kOfType.items()) {
    for (const auto& [given, value] : kOfType.items()) {
      INFO(stored << " and " << given);
      CHECK(test(stored, "EQ", Json::array({value})) == (stored == given ? "true" : "false"));
      CHECK(test(stored, "NE", Json::array({value})) == (stored == given ? "false" : "true"));
    }
  }
}

TEST_CASE("ordering, listing and searching operators in Expected accept only strings, numbers and binaries") {
  Tester test;
  const Types scalars = {"S", "N", "B"};
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const bool fits = scalars.count(type) > 0;
    for (const std::string comparison : {"LE", "GE", "IN", "LT", "GT"}) {
      const std::string holds = comparison == "LT" || comparison == "GT" ? "false" : "true";
      CHECK(test(type, comparison, Json::array({value})) == (fits ? holds : refusal(comparison, type)));
    }
    CHECK(test(type, "BETWEEN", {value, value}) == (fits ? "true" : refusal("BETWEEN", type)));
    CHECK(test(type, "CONTAINS", Json::array({value})) == (!fits ? refusal("CONTAINS", type) : type == "N" ? "false" : "true"));
    CHECK(test(type, "NOT_CONTAINS", Json::array({value})) == (!fits ? refusal("NOT_CONTAINS", type) : type == "N" ? "true" : "false"));
    CHECK(test(type, "BEGINS_WITH", Json::array({value})) == (fits && type != "N" ? "true" : refusal("BEGINS_WITH", type)));
  }
  CHECK(test("SS", "CONTAINS", Json::array({kOfType["S"]})) == "true");
  CHECK(test("NS", "CONTAINS", Json::array({kOfType["N"]})) == "true");
  CHECK(test("L", "CONTAINS", Json::array({kOfType["S"]})) == "true");
  CHECK(test("L", "NOT_CONTAINS", Json::array({kOfType["N"]})) == "true");
}

TEST_CASE("a missing attribute passes only NE and NULL") {
  Tester test;
  const Json one = Json::array({kOfType["S"]});
  for (const char* comparison : {"EQ", "LE", "LT", "GE", "GT", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH", "IN"}) {
    INFO(std::string(comparison));
    CHECK(test("gone", comparison, one) == "false");
  }
  CHECK(test("gone", "BETWEEN", {kOfType["S"], kOfType["S"]}) == "false");
  CHECK(test("gone", "NOT_NULL", Json::array()) == "false");
  CHECK(test("gone", "NE", one) == "true");
  CHECK(test("gone", "NULL", Json::array()) == "true");
  CHECK(test("NULL", "NULL", Json::array()) == "false");
}

TEST_CASE("operators in Expected check the number of values") {
  Tester test;
  Json values = Json::array();
  for (int given = 0; given <= 3; ++given) {
    const auto wrong = [&](const std::string& comparison) {
      return test("S", comparison, values) == kInvalid + "Invalid number of argument(s) for the " + comparison + " ComparisonOperator";
    };
    INFO(given);
    for (const char* comparison : {"EQ", "NE", "LE", "LT", "GE", "GT", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH"}) {
      CHECK(wrong(comparison) == (given != 1));
    }
    CHECK(wrong("BETWEEN") == (given != 2));
    CHECK(wrong("IN") == (given == 0));
    CHECK(wrong("NULL") == (given != 0));
    CHECK(wrong("NOT_NULL") == (given != 0));
    values.push_back(kOfType["S"]);
  }
}

TEST_CASE("errors in Expected's values come in order: the values, their number, one type, a fitting type, bounds") {
  Tester test;
  CHECK(test("S", "LT", {Json::object(), kOfType["S"]}) ==
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  CHECK(test("S", "LT", {kOfType["S"], kOfType["N"]}) == kInvalid + "Invalid number of argument(s) for the LT ComparisonOperator");
  CHECK(test("S", "BETWEEN", {kOfType["SS"], kOfType["N"]}) == kInvalid + "AttributeValues inside AttributeValueList must be of same type");
  CHECK(test("S", "BETWEEN", {parse_json(R"({"S":"b"})"), parse_json(R"({"S":"a"})")}) ==
        "1 validation error detected: The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
}

TEST_CASE("ConditionalOperator needs at least two conditions, and must be AND or OR") {
  TestEngine engine;
  engine.create_table("tab");
  Json body = {{"TableName", "tab"}, {"Item", parse_json(R"({"pk":{"S":"a"}})")}, {"ConditionalOperator", "XOR"}};
  const std::string counted = "ValidationException: 1 validation error detected: ";
  CHECK(engine.fault("PutItem", body) == counted + "ConditionalOperator cannot be used without Filter or Expected");
  body["Expected"] = Json::object();
  CHECK(engine.fault("PutItem", body) == counted + "ConditionalOperator cannot be used without Filter or Expected");
  body["Expected"] = parse_json(R"({"x":{"Exists":false}})");
  CHECK(engine.fault("PutItem", body) == counted + "ConditionalOperator can only be used when Filter or Expected has two or more elements");
  body["Expected"] = parse_json(R"({"x":{"Exists":false},"y":{"Exists":false}})");
  CHECK(engine.fault("PutItem", body) == counted + "Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]");
  body["ConditionalOperator"] = "AND";
  engine.ok("PutItem", body);
}
