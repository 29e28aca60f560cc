#include "test_engine.h"

using namespace shardbook;

namespace {

/// The error of a member for each JSON type; empty if that type is right.
struct Answers {
  std::string yes, no, integer, fraction, text, array, object;
};

const std::string kStructure = "Start of structure or map found where not expected";
const std::string kField = "Unexpected field type";
const std::string kElement = "Unexpected value type in payload";
const std::string kBytes = "only base-64-encoded strings are convertible to bytes";
const std::string kLength = "Base64 encoded length is expected a multiple of 4 bytes but found: 1";
const std::string kClass = "Unrecognized collection type class ";
const std::string kShapes = "com.amazonaws.dynamodb.v20120810.";
const std::string kNested =
    "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class "
    "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";

std::string to(const char* type, const char* kind) { return std::string(kind) + "_VALUE cannot be converted to " + type; }
Answers text_answers() {
  return {to("String", "TRUE"),
          to("String", "FALSE"),
          to("String", "NUMBER"),
          to("String", "DECIMAL"),
          "",
          kClass + "java.lang.String",
          kStructure};
}
Answers boolean_answers() {
  return {"",
          "",
          to("Boolean", "NUMBER"),
          to("Boolean", "DECIMAL"),
          "Unexpected token received from parser",
          kClass + "java.lang.Boolean",
          kStructure};
}
Answers number_answers(const char* type) {
  return {to(type, "TRUE"), to(type, "FALSE"), "", "", to(type, "STRING"), kClass + "java.lang." + type, kStructure};
}
Answers blob_answers() { return {kBytes, kBytes, kBytes, kBytes, kLength, kClass + "java.nio.ByteBuffer", kStructure}; }
Answers list_answers() { return {kField, kField, kField, kField, kField, "", kStructure}; }
Answers map_answers(const std::string& type) {
  return {kField, kField, kField, kField, kField, "Unrecognized collection type java.util.Map<java.lang.String, " + type + ">", ""};
}
Answers structure_answers(const char* shape, const std::string& fault) {
  return {fault, fault, fault, fault, fault, kClass + kShapes + shape, ""};
}

/// Returns the message if the response is a SerializationException, otherwise "".
std::string refused(const char* operation, std::string body, const char* value) {
  TestEngine engine;
  body.replace(body.find('?'), 1, value);
  const Json answer = engine.call(operation, body.c_str());
  if (engine.status == 200 || answer["__type"] != "com.amazon.coral.service#SerializationException") return "";
  CHECK_FALSE(answer.contains("message"));
  return answer["Message"];
}

void check(const Answers& answers, const char* operation, const char* body) {
  INFO(operation << " " << body);
  CHECK(refused(operation, body, "true") == answers.yes);
  CHECK(refused(operation, body, "false") == answers.no);
  CHECK(refused(operation, body, "7") == answers.integer);
  CHECK(refused(operation, body, "1.5") == answers.fraction);
  CHECK(refused(operation, body, R"("x")") == answers.text);
  CHECK(refused(operation, body, "[]") == answers.array);
  CHECK(refused(operation, body, "{}") == answers.object);
}

}  // namespace

TEST_CASE("each wrong JSON type for a string, boolean, number or binary has its own message") {
  check(text_answers(), "GetItem", R"({"TableName":?})");
  check(text_answers(), "PutItem", R"({"Item":{"a":{"S":?}}})");
  check(text_answers(), "PutItem", R"({"Item":{"a":{"N":?}}})");
  check(text_answers(), "PutItem", R"({"Item":{"a":{"SS":[?]}}})");
  check(text_answers(), "GetItem", R"({"ExpressionAttributeNames":{"#a":?}})");
  check(text_answers(), "CreateTable", R"({"KeySchema":[{"KeyType":?}]})");
  check(boolean_answers(), "GetItem", R"({"ConsistentRead":?})");
  check(boolean_answers(), "PutItem", R"({"Item":{"a":{"BOOL":?}}})");
  check(boolean_answers(), "PutItem", R"({"Item":{"a":{"NULL":?}}})");
  check(number_answers("Integer"), "Scan", R"({"Limit":?})");
  check(number_answers("Long"), "CreateTable", R"({"ProvisionedThroughput":{"ReadCapacityUnits":?}})");
  check(blob_answers(), "PutItem", R"({"Item":{"a":{"B":?}}})");
  check(blob_answers(), "PutItem", R"({"Item":{"a":{"BS":[?]}}})");
}

TEST_CASE("each wrong JSON type for a list, map or structure has its own message") {
  const std::string value = kShapes + "AttributeValue";
  check(list_answers(), "CreateTable", R"({"KeySchema":?})");
  check(list_answers(), "PutItem", R"({"Item":{"a":{"L":?}}})");
  check(list_answers(), "BatchGetItem", R"({"RequestItems":{"books":{"Keys":?}}})");
  check(map_answers(value), "PutItem", R"({"Item":?})");
  check(map_answers(value), "PutItem", R"({"Item":{"a":{"M":?}}})");
  check(map_answers("java.lang.String"), "GetItem", R"({"ExpressionAttributeNames":?})");
  check(map_answers(kShapes + "KeysAndAttributes"), "BatchGetItem", R"({"RequestItems":?})");
  check(map_answers("java.util.List<" + kShapes + "WriteRequest>"), "BatchWriteItem", R"({"RequestItems":?})");
  check(structure_answers("ProvisionedThroughput", kField), "CreateTable", R"({"ProvisionedThroughput":?})");
  check(structure_answers("AttributeValue", kField), "PutItem", R"({"Expected":{"a":{"Value":?}}})");
  check(structure_answers("AttributeValue", kElement), "PutItem", R"({"Item":{"a":?}})");
  check(structure_answers("AttributeValue", kElement), "PutItem", R"({"Item":{"a":{"L":[?]}}})");
  check(structure_answers("KeySchemaElement", kElement), "CreateTable", R"({"KeySchema":[?]})");
  check(structure_answers("WriteRequest", kElement), "BatchWriteItem", R"({"RequestItems":{"books":[?]}})");
  const std::string key = "Unrecognized collection type java.util.Map<java.lang.String, " + value + ">";
  check({kNested, kNested, kNested, kNested, kNested, key, ""}, "BatchGetItem", R"({"RequestItems":{"books":{"Keys":[?]}}})");
  check({kNested, kNested, kNested, kNested, kNested, "", kStructure}, "BatchWriteItem", R"({"RequestItems":{"books":?}})");
}

TEST_CASE("a boolean may be written as a string") {
  for (const char* value : {"true", "TRUE", "1", "yes", "Yes", "false", "False", "0", "no", "NO"}) {
    CHECK(refused("GetItem", R"({"ConsistentRead":?})", ('"' + std::string(value) + '"').c_str()).empty());
  }
}

TEST_CASE("binaries must be base64 to the last bit") {
  const char* body = R"({"Item":{"a":{"B":?}}})";
  const std::string last = "Invalid last non-pad Base64 character dectected";
  for (const char* text : {R"("YQ==")", R"("YWI=")", R"("YWJj")", R"("")"}) CHECK(refused("PutItem", body, text).empty());
  for (const char* text : {R"("YR==")", R"("YWJ=")", R"("AAA!")", R"("A===")", R"("====")"}) {
    INFO(std::string(text));
    CHECK(refused("PutItem", body, text) == last);
  }
  CHECK(refused("PutItem", body, R"("YWI")") == "Base64 encoded length is expected a multiple of 4 bytes but found: 3");
}
