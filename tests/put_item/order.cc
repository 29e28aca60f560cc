#include "test_engine.h"

using namespace shardbook;

namespace {

/// Checks the errors of a request one after another, fixing each by removing or replacing members.
void check_order(const char* body, const std::vector<std::pair<std::string, Json>>& faults_and_remedies) {
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab");
    Json request = parse_json(body);
    for (const auto& [fault, remedy] : faults_and_remedies) {
      INFO(region << " " << request.dump().substr(0, 300));
      CHECK(engine.fault("PutItem", request) == fault);
      request.merge_patch(remedy);
    }
    engine.ok("PutItem", request);
  }
}

const std::string kBare = "ValidationException: ";
const std::string kCounted = "ValidationException: 1 validation error detected: ";
const std::string kMixed =
    "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression "
    "parameters: {ConditionExpression}";
const std::string kEmpty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const std::string kScalars = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk";

}  // namespace

TEST_CASE("PutItem reports errors in the newer layer's order") {
  check_order(
      R"({"TableName":"nowhere","Item":{"a":{}},"ReturnValues":"ALL_NEW","Expected":{"a":{}},"ConditionExpression":"size(",
          "ExpressionAttributeNames":{},"ExpressionAttributeValues":{}})",
      {{kBare + kEmpty, Json{{"Item", {{"a", {{"S", std::string(410'000, 'x')}}}}}}},
       {kCounted + kMixed, parse_json(R"({"ConditionExpression":null})")},
       {kCounted + "ExpressionAttributeNames can only be specified when using expressions",
        parse_json(R"({"ExpressionAttributeNames":null})")},
       {kCounted + "ExpressionAttributeValues can only be specified when using expressions",
        parse_json(R"({"ExpressionAttributeValues":null})")},
       {kCounted + "One or more parameter values were invalid: Value must be provided when Exists is null for Attribute: a",
        parse_json(R"({"Expected":null,"ConditionExpression":"size(","ExpressionAttributeNames":{}})")},
       {kCounted + "ExpressionAttributeNames must not be empty",
        parse_json(R"({"ExpressionAttributeNames":{"#a":"a","#b":"b"},"ExpressionAttributeValues":{}})")},
       {kCounted + "ExpressionAttributeValues must not be empty", parse_json(R"({"ExpressionAttributeValues":{"v":{}}})")},
       {kCounted + "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\"",
        parse_json(R"({"ExpressionAttributeValues":{"v":null,":v":{}}})")},
       {kBare + "ExpressionAttributeValues contains invalid value: " + kEmpty + " for key :v",
        parse_json(R"({"ExpressionAttributeValues":{":v":{"N":"1"}}})")},
       {kCounted + R"(Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "(")",
        Json{{"ConditionExpression", "attribute_not_exists(pk.x)"}}},
       {kCounted + "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}",
        parse_json(R"({"ExpressionAttributeNames":null})")},
       {kCounted + "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}",
        parse_json(R"({"ExpressionAttributeValues":null})")},
       {kCounted + "ReturnValues can only be ALL_OLD or NONE", parse_json(R"({"ReturnValues":null})")},
       {kBare + "Item size has exceeded the maximum allowed size", parse_json(R"({"Item":{"a":{"S":"x"}}})")},
       {"ResourceNotFoundException: Requested resource not found", parse_json(R"({"TableName":"tab"})")},
       {kBare + "One or more parameter values were invalid: Missing the key pk in the item", parse_json(R"({"Item":{"pk":{"S":"a"}}})")},
       {kBare + kScalars, Json{{"ConditionExpression", "attribute_not_exists(pk)"}}}});
}

TEST_CASE("a PutItem handed over to the older layer reports errors in its order") {
  // The BOOL written as a string hands the request over to that layer.
  check_order(
      R"({"TableName":"nowhere","Item":{"a":{"BOOL":"true"},"b":{}},"ReturnValues":"ALL_NEW","Expected":{"a":{}},
          "ConditionExpression":"size(","ExpressionAttributeNames":{},"ExpressionAttributeValues":{}})",
      {{kBare + kMixed, parse_json(R"({"ConditionExpression":null})")},
       {kBare + "ExpressionAttributeNames can only be specified when using expressions",
        parse_json(R"({"ExpressionAttributeNames":null})")},
       {kBare + "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
        parse_json(R"({"ExpressionAttributeValues":null})")},
       {kBare + kEmpty, Json{{"Item", {{"b", {{"S", std::string(410'000, 'x')}}}}}}},
       {kBare + "ReturnValues can only be ALL_OLD or NONE", parse_json(R"({"ReturnValues":null})")},
       {kBare + "Item size has exceeded the maximum allowed size", parse_json(R"({"Item":{"b":{"S":"x"}}})")},
       {kBare + "One or more parameter values were invalid: Value must be provided when Exists is null for Attribute: a",
        parse_json(R"({"Expected":null,"ConditionExpression":"size(","ExpressionAttributeNames":{}})")},
       {kBare + "ExpressionAttributeNames must not be empty",
        parse_json(R"({"ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":v":{"SS":["a","a"]}}})")},
       {kBare +
            "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: Input collection [a, a] contains "
            "duplicates. for key :v",
        parse_json(R"({"ExpressionAttributeValues":null})")},
       {kBare + R"(Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "(")",
        Json{{"ConditionExpression", "attribute_not_exists(pk.x)"}}},
       {kBare + "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}",
        parse_json(R"({"ExpressionAttributeNames":null})")},
       {"ResourceNotFoundException: Requested resource not found", parse_json(R"({"TableName":"tab"})")},
       {kBare + "One or more parameter values were invalid: Missing the key pk in the item", parse_json(R"({"Item":{"pk":{"S":"a"}}})")},
       {kBare + kScalars, Json{{"ConditionExpression", "attribute_not_exists(pk)"}}}});
}

TEST_CASE("the first invalid value of an item is reported, however deep it is") {
  TestEngine engine;
  const auto fault = [&](const char* item) {
    return engine.fault("PutItem", std::string(R"({"TableName":"tab","Item":)" + std::string(item) + "}").c_str());
  };
  CHECK(fault(R"({"a":{"L":[{"M":{"x":{"SS":[]}}},{"N":"x"}]}})") ==
        kCounted + "One or more parameter values were invalid: An string set  may not be empty");
  CHECK(fault(R"({"a":{"L":[{"N":"x"},{"M":{"x":{"SS":[]}}}]}})") == kCounted + "The parameter cannot be converted to a numeric value: x");
  CHECK(fault(R"({"a":{"S":"x","N":"y"}})") == kBare + "The parameter cannot be converted to a numeric value: y");
  CHECK(fault(R"({"a":{"Q":"x"}})") == kBare + kEmpty);
}
