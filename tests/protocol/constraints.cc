#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";

std::string classic(const std::string& operation, const char* body) {
  TestEngine engine;
  engine.region = "us-east-1";
  return engine.fault(operation, body);
}

std::string newer(const std::string& operation, const char* body) {
  TestEngine engine;
  return engine.fault(operation, body);
}

}  // namespace

TEST_CASE("a table name has at least three characters in the classic layer and one in the newer") {
  const char* empty = R"({"TableName":"","Key":{"pk":{"S":"a"}}})";
  CHECK(classic("Scan", empty) ==
        "ValidationException: 2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: Member must satisfy "
        "regular expression pattern: [a-zA-Z0-9_.-]+; Value '' at 'tableName' failed to satisfy constraint: Member must have length "
        "greater than or equal to 3");
  CHECK(newer("GetItem", empty) ==
        kOne + "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
  const char* colon = R"({"TableName":"abc;","Key":{"pk":{"S":"a"}}})";
  const std::string pattern = "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: ";
  CHECK(classic("Scan", colon) == kOne + pattern + "[a-zA-Z0-9_.-]+");
  CHECK(newer("GetItem", colon) == kOne + pattern + "[a-zA-Z0-9_.-]+");
  CHECK(newer("GetItem", R"({"TableName":"arn:aws:dynamodb:us-east-2:123456789012:table/nope","Key":{"pk":{"S":"a"}}})") ==
        "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("table names are checked as keys of batches") {
  const std::string fault = classic("BatchWriteItem", R"({"RequestItems":{"ab":[]}})");
  CHECK(fault.find("ValidationException: 2 validation errors detected: Value '{ab=[]}'") == 0);
  CHECK(
      fault.find("at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or "
                 "equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: "
                 "[a-zA-Z0-9_.-]+]") != std::string::npos);
  CHECK(newer("BatchGetItem", R"({"RequestItems":{"ab":{"Keys":[{"pk":{"S":"a"}}]}}})") ==
        "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("an attribute name is shorter than 64 KB") {
  TestEngine engine;
  engine.create_table("books");
  const auto item = [](std::size_t size) { return Json{{"pk", {{"S", "a"}}}, {std::string(size, 'n'), {{"N", "1"}}}}; };
  const std::string keys =
      "failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 65535]";
  const auto refused = [&](const char* operation, const Json& body, const std::string& path) {
    const std::string fault = engine.fault(operation, body);
    CHECK(fault.find(kOne + "Value '{pk=com.amazonaws.dynamodb.v20120810.AttributeValue@") == 0);
    CHECK(fault.substr(fault.rfind(" at '")) == " at '" + path + "' " + keys);
  };
  engine.ok("PutItem", {{"TableName", "books"}, {"Item", item(65'535)}});
  refused("PutItem", {{"TableName", "books"}, {"Item", item(65'536)}}, "item");
  refused("GetItem", {{"TableName", "books"}, {"Key", item(65'536)}}, "key");
  refused("BatchWriteItem", {{"RequestItems", {{"books", Json::array({{{"PutRequest", {{"Item", item(65'536)}}}}})}}}},
          "requestItems.books.member.1.member.putRequest.item");
}

TEST_CASE("the newer layer of PutItem and UpdateItem reports the table name first") {
  const char* put = R"({"TableName":"","Item":{},"ReturnValues":"A","ReturnConsumedCapacity":"B"})";
  CHECK(newer("PutItem", put) ==
        kOne + "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
  CHECK(newer("PutItem", R"({"TableName":"abc","Item":{},"ReturnValues":"A","ReturnConsumedCapacity":"B"})")
            .find("ValidationException: 2 validation errors detected: Value 'A' at 'returnValues'") == 0);
  CHECK(newer("UpdateItem", R"({"TableName":"abc","Key":{},"ReturnValues":"A","ReturnConsumedCapacity":"B"})") ==
        kOne +
            "Value 'A' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, "
            "NONE, UPDATED_NEW]");
}

TEST_CASE("the newer layer words some constraints differently") {
  CHECK(newer("Query", R"({"TableName":"abc","Limit":0})") ==
        kOne + "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(newer("Scan", R"({"TableName":"abc","Limit":0})") ==
        kOne + "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(newer("DeleteItem", R"({"TableName":"abc","Key":{},"ReturnValues":"ALL_NEW"})") ==
        kOne + "Value 'ALL_NEW' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]");
  CHECK(newer("BatchGetItem", R"({"RequestItems":{}})") == "ValidationException: The requestItems parameter is required for BatchGetItem");
  CHECK(newer("BatchGetItem", R"({"RequestItems":{"tab":{"Keys":[]}}})") ==
        kOne + "Value at 'requestItems.tab.member.keys' failed to satisfy constraint: Member must have length greater than or equal to 1");
  Json keys = Json::array();
  for (int i = 0; i < 101; ++i) keys.push_back({{"pk", {{"S", std::to_string(i)}}}});
  TestEngine engine;
  CHECK(engine.fault("BatchGetItem", Json{{"RequestItems", {{"tab", {{"Keys", keys}}}}}}) ==
        kOne + "Value at 'RequestItems.tab.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100");
}

TEST_CASE("a wrong type is only reported if the whole body is JSON") {
  TestEngine engine;
  CHECK(engine.text("GetItem", R"({"TableName":1,"Key":)") == R"({"__type":"com.amazon.coral.service#SerializationException"})");
  const Json answer = engine.call("BatchGetItem", R"({"RequestItems":{"tab":{"Keys":["a"]}}})");
  CHECK(answer["Message"].get<std::string>().find("class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast") ==
        0);
}

TEST_CASE("at most ten errors are reported") {
  TestEngine engine;
  engine.region = "us-east-1";
  std::string tables;
  for (int i = 0; i < 20'000; ++i) tables += (i > 0 ? ",\"table" : "\"table") + std::to_string(i) + "\":[]";
  const std::string answer = engine.text("BatchWriteItem", R"({"RequestItems":{)" + tables + "}}");
  CHECK(answer.find("10 validation errors detected: ") != std::string::npos);
}
