#include "test_engine.h"

using namespace shardbook;

namespace {

/// A request with every fault; the tests remove them one by one.
Json all_wrong() {
  return Json::parse(R"({"TableName":"nowhere","Item":{"a":{"S":"x","N":"1"}},"ReturnValues":"ALL_NEW",
    "Expected":{"a":{}},"ConditionExpression":"size(","ExpressionAttributeNames":{},"ExpressionAttributeValues":{}})");
}

/// Checks the errors one after another, fixing each by removing or replacing a member.
void check_order(const char* region, const std::vector<std::pair<std::string, Json>>& faults_and_remedies) {
  TestEngine engine;
  engine.region = region;
  engine.create_table("tab");
  Json body = all_wrong();
  for (const auto& [fault, remedy] : faults_and_remedies) {
    const std::string got = engine.fault("PutItem", body);
    INFO(got);
    CHECK(got.find(fault) != std::string::npos);
    body.merge_patch(remedy);
  }
  engine.ok("PutItem", body);
}

const Json kNoExpected = Json::parse(R"({"Expected":null})");

}  // namespace

TEST_CASE("PutItem reports errors in the newer layer's order") {
  check_order(
      "eu-west-2",
      {{"ValidationException: Supplied AttributeValue has more than one datatypes set",
        Json{{"Item", {{"a", {{"S", std::string(410'000, 'x')}, {"N", nullptr}}}}}}},
       {"1 validation error detected: Can not use both expression", kNoExpected},
       {"1 validation error detected: ExpressionAttributeNames must not be empty", Json::parse(R"({"ExpressionAttributeNames":null})")},
       {"1 validation error detected: ExpressionAttributeValues must not be empty", Json::parse(R"({"ExpressionAttributeValues":null})")},
       {"1 validation error detected: Invalid ConditionExpression: Syntax error",
        Json{{"ConditionExpression", "attribute_not_exists(pk)"}}},
       {"1 validation error detected: ReturnValues can only be", Json::parse(R"({"ReturnValues":null})")},
       {"ValidationException: Item size has exceeded the maximum allowed size", Json::parse(R"({"Item":{"a":{"S":"x"}}})")},
       {"ResourceNotFoundException: Requested resource not found", Json::parse(R"({"TableName":"tab"})")},
       {"Missing the key pk in the item", Json::parse(R"({"Item":{"pk":{"S":"a"}}})")}});
}

TEST_CASE("the first invalid value of an item is reported, however deep it is") {
  TestEngine engine;
  engine.region = "us-east-1";
  const auto fault = [&](const char* item) {
    return engine.fault("PutItem", std::string(R"({"TableName":"tab","Item":)" + std::string(item) + "}").c_str());
  };
  CHECK(fault(R"({"a":{"L":[{"M":{"x":{"SS":[]}}},{"N":"x"}]}})") ==
        "ValidationException: 1 validation error detected: One or more parameter values were invalid: An string set  may not be empty");
  CHECK(fault(R"({"a":{"L":[{"N":"x"},{"M":{"x":{"SS":[]}}}]}})") ==
        "ValidationException: The parameter cannot be converted to a numeric value: x");
  CHECK(fault(R"({"a":{"S":"x","N":"y"}})") == "ValidationException: The parameter cannot be converted to a numeric value: y");
  CHECK(fault(R"({"a":{"Q":"x"}})") ==
        "ValidationException: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}
