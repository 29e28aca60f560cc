#include "test_engine.h"

using namespace shardbook;

namespace {

struct Layer {
  const char* region;
  const char* prefix;  // of faults that PutItem and UpdateItem count
};
constexpr Layer kClassic{"us-east-1", "ValidationException: "};
constexpr Layer kNewer{"us-east-2", "ValidationException: 1 validation error detected: "};

std::string fault(const Layer& layer, const std::string& expression, const char* values = R"({":v":{"S":"x"}})") {
  TestEngine engine;
  engine.region = layer.region;
  engine.create_table("tab");
  Json body = {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"UpdateExpression", expression}};
  if (const Json parsed = Json::parse(values); !parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  const std::string message = engine.fault("UpdateItem", body);
  const std::string prefix = layer.prefix;
  return message.compare(0, prefix.size(), prefix) == 0 ? message.substr(prefix.size()) : message;
}

}  // namespace

TEST_CASE("the layers name overlapping paths in different orders") {
  const std::string overlap =
      "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; ";
  CHECK(fault(kClassic, "REMOVE a, a.b", "{}") == overlap + "path one: [a], path two: [a, b]");
  CHECK(fault(kNewer, "REMOVE a, a.b", "{}") == overlap + "path one: [a, b], path two: [a]");
}

TEST_CASE("the layers name types of operands differently") {
  const std::string type = "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: ";
  CHECK(fault(kClassic, "SET a = list_append(:v, b)") == type + "list_append, operand type: S");
  CHECK(fault(kNewer, "SET a = list_append(:v, b)") == type + "list_append, operand type: STRING");
  CHECK(fault(kClassic, "SET a = b - :v") == type + "-, operand type: S");
}

TEST_CASE("words are looked for in the order in which they are written") {
  CHECK(fault(kClassic, "SET a = abort, size = :v") ==
        "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: abort");
  CHECK(fault(kClassic, "SET a = b[99999999999]", "{}") ==
        "Invalid UpdateExpression: List index is not within the allowable range; index: [99999999999]");
  CHECK(fault(kClassic, "SET a = ((:v))") == "Invalid UpdateExpression: The expression has redundant parentheses;");
}

TEST_CASE("names that are not defined come before values, wherever they stand") {
  const std::string name =
      "Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute name: #n";
  for (const Layer& layer : {kClassic, kNewer}) {
    CHECK(fault(layer, "SET a = :missing, #n = b", "{}") == name);
    CHECK(fault(layer, "SET a = if_not_exists(b, :missing) + :missing REMOVE #n", "{}") == name);
    CHECK(fault(layer, "SET a = :missing, b = list_append(c, #n)", "{}") == name);
    CHECK(fault(layer, "SET a = :missing, b = c", "{}") ==
          "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :missing");
  }
}

TEST_CASE("a value that is none is reported with its placeholder, but for NULL in the newer layer") {
  const std::string wrapped = "ExpressionAttributeValues contains invalid value: ";
  const std::string null = "One or more parameter values were invalid: Null attribute value types must have the value of true";
  CHECK(fault(kClassic, "SET a = :v", R"({":v":{"NULL":false}})") == wrapped + null + " for key :v");
  CHECK(fault(kNewer, "SET a = :v", R"({":v":{"NULL":false}})") == "ValidationException: " + null);
  CHECK(fault(kNewer, "SET a = :v", R"({":v":{"SS":[]}})") ==
        wrapped + "One or more parameter values were invalid: An string set  may not be empty for key :v");
}
