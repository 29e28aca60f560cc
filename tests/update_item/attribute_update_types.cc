#include <set>

#include "test_engine.h"

using namespace shardbook;

namespace {

using Types = std::set<std::string>;

const Json kOfType = parse_json(R"({"S":{"S":"x"},"N":{"N":"1"},"B":{"B":"AA=="},"BOOL":{"BOOL":true},"NULL":{"NULL":true},
  "M":{"M":{}},"L":{"L":[{"S":"x"}]},"SS":{"SS":["x"]},"NS":{"NS":["1"]},"BS":{"BS":["AA=="]}})");
const std::string kInvalid = "1 validation error detected: One or more parameter values were invalid: ";

/// Returns "ok" or the error of an AttributeUpdates entry on an item with a value of each type, at S, N, ...
std::string outcome(const std::string& attribute, const char* action, const Json& value) {
  TestEngine engine;
  engine.create_table("tab");
  Json item = {{"pk", {{"S", "a"}}}};
  item.update(kOfType);
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  Json update = {{"Action", action}};
  if (!value.is_null()) update["Value"] = value;
  const Json answer =
      engine.call("UpdateItem", Json{{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"AttributeUpdates", {{attribute, update}}}});
  return engine.status == 200 ? "ok" : answer["message"].get<std::string>();
}

/// Returns what one entry makes of {pk: a} with `stored` as its attribute v, if given.
Json made(const Json& stored, const char* action, const Json& value) {
  TestEngine engine;
  engine.create_table("tab");
  if (!stored.is_null()) {
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"v", stored}}}});
  }
  const Json answer = engine.ok("UpdateItem", Json{{"TableName", "tab"},
                                                   {"Key", {{"pk", {{"S", "a"}}}}},
                                                   {"AttributeUpdates", {{"v", {{"Action", action}, {"Value", value}}}}},
                                                   {"ReturnValues", "ALL_NEW"}});
  return answer.contains("Attributes") ? answer["Attributes"].value("v", Json()) : Json();
}

}  // namespace

TEST_CASE("AttributeUpdates puts values of every type, adds numbers, sets and lists, deletes from sets") {
  const Types sets = {"SS", "NS", "BS"};
  for (const auto& [type, value] : kOfType.items()) {
    INFO(type);
    const bool is_set = sets.count(type) > 0;
    CHECK(outcome("gone", "PUT", value) == "ok");
    CHECK(outcome("N", "PUT", value) == "ok");
    CHECK(outcome("gone", "ADD", value) ==
          (is_set || type == "N" || type == "L" ? "ok" : kInvalid + "ADD action is not supported for the type " + type));
    CHECK(outcome("gone", "DELETE", value) ==
          (is_set ? "ok" : kInvalid + "DELETE action with value is not supported for the type " + type));
  }
}

TEST_CASE("AttributeUpdates need a value, except to delete an attribute") {
  for (const char* action : {"PUT", "ADD"}) {
    CHECK(outcome("N", action, Json()) == kInvalid + "Only DELETE action is allowed when no attribute value is specified");
  }
  CHECK(outcome("N", "DELETE", Json()) == "ok");
  CHECK(outcome("gone", "DELETE", Json()) == "ok");
  CHECK(outcome("N", "REPLACE", kOfType["N"]) ==
        "1 validation error detected: Member must satisfy enum value set: [ADD, DELETE, PUT]' for Action");
}

TEST_CASE("ADD and DELETE in AttributeUpdates need a stored value of the same type") {
  for (const auto& [stored, unused] : kOfType.items()) {
    for (const char* given : {"N", "L", "SS", "NS", "BS"}) {
      INFO(stored << " and " << std::string(given));
      const std::string expected = stored == given ? "ok" : "Type mismatch for attribute to update";
      CHECK(outcome(stored, "ADD", kOfType[given]) == expected);
      if (std::string(given).size() == 2) CHECK(outcome(stored, "DELETE", kOfType[given]) == expected);
    }
  }
}

TEST_CASE("ADD starts from zero, and DELETE of every member removes the attribute") {
  CHECK(made(Json(), "ADD", parse_json(R"({"N":"-5"})")) == parse_json(R"({"N":"-5"})"));
  CHECK(made(parse_json(R"({"N":"1.5"})"), "ADD", parse_json(R"({"N":"-2"})")) == parse_json(R"({"N":"-0.5"})"));
  CHECK(made(parse_json(R"({"SS":["a","b"]})"), "ADD", parse_json(R"({"SS":["b","c"]})")) == parse_json(R"({"SS":["a","b","c"]})"));
  CHECK(made(parse_json(R"({"NS":["1","2"]})"), "DELETE", parse_json(R"({"NS":["2.0","3"]})")) == parse_json(R"({"NS":["1"]})"));
  CHECK(made(parse_json(R"({"BS":["AA=="]})"), "DELETE", parse_json(R"({"BS":["AA=="]})")).is_null());
  CHECK(made(parse_json(R"({"L":[{"N":"1"}]})"), "ADD", parse_json(R"({"L":[{"S":"x"}]})")) ==
        parse_json(R"({"L":[{"N":"1"},{"S":"x"}]})"));
}
