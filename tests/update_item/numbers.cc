#include "test_engine.h"

using namespace shardbook;

namespace {

/// Returns n after an update of {n: `stored`} with `value`, or the error.
std::string outcome(const std::string& expression, const char* stored, const char* value) {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"n", {{"N", stored}}}}}});
  const Json answer = engine.call("UpdateItem", Json{{"TableName", "tab"},
                                                     {"Key", {{"pk", {{"S", "a"}}}}},
                                                     {"UpdateExpression", expression},
                                                     {"ExpressionAttributeValues", {{":v", {{"N", value}}}}},
                                                     {"ReturnValues", "ALL_NEW"}});
  return engine.status == 200 ? answer["Attributes"]["n"]["N"].get<std::string>() : answer["message"].get<std::string>();
}

std::string added(const char* stored, const char* value) {
  const std::string by_add = outcome("ADD n :v", stored, value);
  CHECK(outcome("SET n = n + :v", stored, value) == by_add);
  return by_add;
}
std::string subtracted(const char* stored, const char* value) { return outcome("SET n = n - :v", stored, value); }

const std::string kOverflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";
const std::string kUnderflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";

}  // namespace

TEST_CASE("sums are exact where binary floating point is not") {
  CHECK(added("0.1", "0.2") == "0.3");
  CHECK(added("9007199254740992", "1") == "9007199254740993");
  CHECK(added("1e2", "-100") == "0");
  CHECK(subtracted("-0", "0") == "0");
  CHECK(added("99999999999999999999999999999999999999", "1") == "1" + std::string(38, '0'));
  CHECK(added("1e125", "8e125") == "9" + std::string(125, '0'));
  CHECK(added("1e-130", "1e-130") == "0." + std::string(129, '0') + "2");
  CHECK(subtracted("1", "1e-37") == "0." + std::string(37, '9'));
}

TEST_CASE("a sum of more than 38 digits overflows like one out of range") {
  CHECK(added("1e38", "0.1") == kOverflow);
  CHECK(added("99999999999999999999999999999999999999", "0.1") == kOverflow);
  CHECK(added("1e125", "1e-130") == kOverflow);
  CHECK(added("1e50", "1") == kOverflow);
  CHECK(added("9.9e125", "9.9e125") == kOverflow);
  CHECK(subtracted("-9.9e125", "9.9e125") == kOverflow);
  CHECK(subtracted("1.1e-130", "1e-130") == kUnderflow);
}

TEST_CASE("a sum overflows in AttributeUpdates, in transactions and in PartiQL as in an UpdateItem") {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"n":{"N":"1e50"}}})");
  CHECK(engine.fault("UpdateItem",
                     R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"AttributeUpdates":{"n":{"Action":"ADD","Value":{"N":"1"}}}})") ==
        "ValidationException: " + kOverflow);
  CHECK(engine.fault("ExecuteStatement", R"({"Statement":"UPDATE tab SET n = n + 1 WHERE pk = 'a'"})") ==
        "ValidationException: " + kOverflow);
  const Json answer = engine.call("TransactWriteItems", R"({"TransactItems":[{"Update":{"TableName":"tab","Key":{"pk":{"S":"a"}},
      "UpdateExpression":"SET n = n + :v","ExpressionAttributeValues":{":v":{"N":"1"}}}}]})");
  CHECK(answer["CancellationReasons"] == Json::array({{{"Code", "ValidationError"}, {"Message", kOverflow}}}));
}
