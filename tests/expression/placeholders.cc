#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kCounted = "1 validation error detected: ";

std::string fault(const char* extra) {
  TestEngine engine;
  engine.create_table("tab");
  Json body = {{"TableName", "tab"}, {"Key", parse_json(R"({"pk":{"S":"a"}})")}};
  body.update(parse_json(extra));
  const Json answer = engine.call("UpdateItem", body);
  return engine.status == 200 ? "ok" : answer["message"].get<std::string>();
}

}  // namespace

TEST_CASE("placeholders need an expression that can use them") {
  CHECK(fault(R"({"ExpressionAttributeNames":{"#a":"a"}})") ==
        kCounted + "ExpressionAttributeNames can only be specified when using expressions");
  CHECK(fault(R"({"ExpressionAttributeValues":{":a":{"N":"1"}}})") ==
        kCounted + "ExpressionAttributeValues can only be specified when using expressions");
}

TEST_CASE("placeholders begin with their sign, followed by letters, digits and underscores") {
  const std::string names = kCounted + "ExpressionAttributeNames contains invalid key: Syntax error; key: ";
  const std::string values = kCounted + "ExpressionAttributeValues contains invalid key: Syntax error; key: ";
  for (const char* key : {"a", "", "#", "#a b", "#a.b", "#a-b", "##a", ":a", "#ä"}) {
    INFO(std::string(key));
    const Json body = {{"UpdateExpression", "REMOVE x"}, {"ExpressionAttributeNames", {{key, "x"}}}};
    CHECK(fault(body.dump().c_str()) == names + "\"" + key + "\"");
  }
  for (const char* key : {"a", "", ":", ":a b", ":a.b", ":a-b", "::a", "#a"}) {
    INFO(std::string(key));
    const Json body = {{"UpdateExpression", "REMOVE x"}, {"ExpressionAttributeValues", {{key, {{"N", "1"}}}}}};
    CHECK(fault(body.dump().c_str()) == values + "\"" + key + "\"");
  }
  CHECK(
      fault(R"({"UpdateExpression":"SET #4g = :_","ExpressionAttributeNames":{"#4g":"x"},"ExpressionAttributeValues":{":_":{"N":"1"}}})") ==
      "ok");
}

TEST_CASE("a placeholder cannot stand for an empty name") {
  CHECK(fault(R"({"UpdateExpression":"REMOVE #a","ExpressionAttributeNames":{"#a":""}})") ==
        kCounted + "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a");
}

TEST_CASE("every placeholder must be defined and used; names are reported before values") {
  const std::string name =
      kCounted + "Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute name: ";
  const std::string value =
      kCounted + "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: ";
  CHECK(fault(R"({"UpdateExpression":"SET #a = :v"})") == name + "#a");
  CHECK(fault(R"({"UpdateExpression":"SET a = :v"})") == value + ":v");
  CHECK(fault(R"({"UpdateExpression":"SET a = :v, #b = :v"})") == name + "#b");
  CHECK(fault(R"({"UpdateExpression":"SET #a = :v","ExpressionAttributeNames":{"#A":"x"},"ExpressionAttributeValues":{":v":{"N":"1"}}})") ==
        name + "#a");
  CHECK(fault(R"({"UpdateExpression":"REMOVE a","ExpressionAttributeNames":{"#a":"x","#b":"y"},
                  "ExpressionAttributeValues":{":v":{"N":"1"}}})") ==
        kCounted + "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");
  CHECK(fault(R"({"UpdateExpression":"REMOVE a","ExpressionAttributeValues":{":v":{"N":"1"},":w":{"N":"1"}}})") ==
        kCounted + "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v, :w}");
  CHECK(fault(R"({"UpdateExpression":"SET #a = :v","ConditionExpression":"attribute_not_exists(#b) AND n <> :w",
    "ExpressionAttributeNames":{"#a":"x","#b":"y"},"ExpressionAttributeValues":{":v":{"N":"1"},":w":{"N":"1"}}})") == "ok");
}

TEST_CASE("an invalid value is reported before any expression is parsed") {
  const std::string invalid = kCounted + "One or more parameter values were invalid: ";
  const std::pair<const char*, std::string> cases[] = {
      {"{}",
       "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported "
       "datatypes for key :v"},
      {R"({"NULL":false})", invalid + "Null attribute value types must have the value of true"},
      {R"({"N":"one"})", kCounted + "The parameter cannot be converted to a numeric value: one"},
      {R"({"N":""})", kCounted + "The parameter cannot be converted to a numeric value: "},
      {R"({"N":"1e126"})", kCounted + "Number overflow. Attempting to store a number with magnitude larger than supported range"},
      {R"({"NS":[]})", invalid + "An number set  may not be empty"},
      {R"({"NS":["1","1.0"]})", invalid + "Input collection contains duplicates."},
      {R"({"BS":["AQ==","AA==","AQ=="]})", invalid + R"(Input collection ["AA==", "AQ==", "AQ=="]of type BS contains duplicates.)"},
      {R"({"L":[{"SS":["b","a","b","C"]}]})", invalid + R"(Input collection ["a", "b", "b", "C"] contains duplicates.)"},
  };
  for (const auto& [value, message] : cases) {
    INFO(std::string(value));
    const Json body = {{"UpdateExpression", "SET ("}, {"ExpressionAttributeValues", {{":ok", {{"S", ""}}}, {":v", parse_json(value)}}}};
    CHECK(fault(body.dump().c_str()) == message);
  }
}

TEST_CASE("reserved words need a placeholder to be names, in any case") {
  const std::string reserved = kCounted + "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: ";
  for (const char* word : {"name", "Name", "NAME", "status", "zone", "abort", "ttl", "data", "size"}) {
    INFO(std::string(word));
    CHECK(fault(Json{{"UpdateExpression", std::string("REMOVE ") + word}}.dump().c_str()) == reserved + word);
    CHECK(fault(Json{{"UpdateExpression", std::string("REMOVE a.") + word}}.dump().c_str()) == reserved + word);
    CHECK(fault(Json{{"UpdateExpression", "REMOVE #w"}, {"ExpressionAttributeNames", {{"#w", word}}}}.dump().c_str()) == "ok");
  }
  for (const char* word : {"id", "title", "price", "my_name", "name_"}) {
    INFO(std::string(word));
    CHECK(fault(Json{{"UpdateExpression", std::string("REMOVE ") + word}}.dump().c_str()) == "ok");
  }
}
