#include "test_engine.h"

using namespace shardbook;

namespace {

std::string fault_of(TestEngine& engine, const std::string& operation, const char* body) {
  const std::string answer = engine.text(operation, body);
  CHECK(engine.status == 400);
  return answer;
}

}  // namespace

TEST_CASE("a body that is not JSON is a SerializationException without a message") {
  TestEngine engine;
  for (const char* body : {"", "{", "[]", "null", "5", "nonsense", "{\"TableName\":}", "{\"a\":1}x", "{\"TableName\":\"\xff\"}",
                           "{\"TableName\":\"\\ud800\"}"}) {
    CHECK(fault_of(engine, "GetItem", body) == R"({"__type":"com.amazon.coral.service#SerializationException"})");
  }
}

TEST_CASE("an unknown target is an UnknownOperationException without a message") {
  TestEngine engine;
  for (const char* target : {"", "GetItem", "DynamoDB_20120810.Nope", "DynamoDBStreams_20120810.GetItem", "DynamoDB_2012.GetItem"}) {
    const Response response = engine.engine.handle({"us-east-1", target, "{}", engine.now});
    CHECK(response.status == 400);
    CHECK(response.body == R"({"__type":"com.amazon.coral.service#UnknownOperationException"})");
  }
}

TEST_CASE("a member of the wrong JSON type is reported with both types") {
  TestEngine engine;
  const auto message = [&](const std::string& operation, const char* body) {
    const Json answer = parse_json(fault_of(engine, operation, body));
    CHECK(answer["__type"] == "com.amazon.coral.service#SerializationException");
    return answer["Message"].get<std::string>();
  };
  CHECK(message("GetItem", R"({"TableName":true})") == "TRUE_VALUE cannot be converted to String");
  CHECK(message("GetItem", R"({"TableName":1})") == "NUMBER_VALUE cannot be converted to String");
  CHECK(message("GetItem", R"({"TableName":1.5})") == "DECIMAL_VALUE cannot be converted to String");
  CHECK(message("GetItem", R"({"TableName":[]})") == "Unrecognized collection type class java.lang.String");
  CHECK(message("GetItem", R"({"TableName":{}})") == "Start of structure or map found where not expected");
  CHECK(message("Scan", R"({"Limit":"1"})") == "STRING_VALUE cannot be converted to Integer");
  CHECK(message("CreateTable", R"({"KeySchema":"x"})") == "Unexpected field type");
  CHECK(message("CreateTable", R"({"KeySchema":["x"]})") == "Unexpected value type in payload");
  CHECK(message("GetItem", R"({"Key":"x"})") == "Unexpected field type");
}

TEST_CASE("null counts as absent and unknown members are ignored") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}},"ConditionExpression":null,"Unheard":{"of":[1,2,{"x":null}]}})");
  CHECK(
      engine.fault("GetItem", R"({"TableName":null,"Key":{"pk":{"S":"a"}}})") ==
      "ValidationException: 1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("constraints are reported together") {
  TestEngine engine;
  CHECK(engine.fault("GetItem", R"({"TableName":"a","ReturnConsumedCapacity":"ALL"})")
            .find("ValidationException: 3 validation errors detected: ") == 0);
}

TEST_CASE("deep nesting and long strings get an answer") {
  TestEngine engine;
  engine.create_table("books");
  std::string deep = R"({"TableName":"books","Item":{"pk":{"S":"a"},"v":)";
  for (int i = 0; i < 100'000; ++i) deep += R"({"L":[)";
  CHECK(engine.text("PutItem", deep).find("SerializationException") != std::string::npos);
  std::string parentheses(4'000, '(');
  CHECK(engine.fault("PutItem", Json{{"TableName", "books"}, {"Item", {{"pk", {{"S", "a"}}}}}, {"ConditionExpression", parentheses}})
            .find("ValidationException: ") == 0);
}
