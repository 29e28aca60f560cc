#include <functional>

#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kOne = "ValidationException: 1 validation error detected: ";

std::string older(const std::string& operation, const char* body) {
  TestEngine engine;
  engine.region = "us-east-1";
  return engine.fault(operation, body);
}

std::string newer(const std::string& operation, const char* body) {
  TestEngine engine;
  return engine.fault(operation, body);
}

}  // namespace

TEST_CASE("a table may be given by its ARN") {
  CHECK(newer("GetItem", R"({"TableName":"arn:aws:dynamodb:us-east-2:123456789012:table/nope","Key":{"pk":{"S":"a"}}})") ==
        "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("table names are checked as keys of batches") {
  const std::string keys =
      " at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to "
      "255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]";
  const char* writes = R"({"RequestItems":{"ab":[{"DeleteRequest":{"Key":{}}}]}})";
  const char* reads = R"({"RequestItems":{"ab":{"Keys":[{"pk":{"S":"a"}}]}},"ReturnConsumedCapacity":"B"})";
  for (const auto& in : {older, newer}) {
    CHECK(in("BatchWriteItem", writes) ==
          kOne + "Value '{ab=[WriteRequest(putRequest=null, deleteRequest=DeleteRequest(key={}))]}'" + keys);
    CHECK(in("BatchGetItem", reads) ==
          "ValidationException: 2 validation errors detected: Value '{ab=KeysAndAttributes(keys=[{pk=com.amazonaws.dynamodb.v20120810."
          "AttributeValue@0}], attributesToGet=null, consistentRead=null, projectionExpression=null, expressionAttributeNames=null)}'" +
              keys +
              "; Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, "
              "NONE]");
  }
}

TEST_CASE("an attribute name is shorter than 64 KB, at any depth") {
  TestEngine engine;
  engine.create_table("books");
  const auto item = [](std::size_t size) { return Json{{"pk", {{"S", "a"}}}, {std::string(size, 'n'), {{"N", "1"}}}}; };
  const auto nested = [&](std::size_t size) {
    return Json{{"pk", {{"S", "a"}}}, {"m", {{"M", {{std::string(size, 'n'), {{"N", "1"}}}}}}}};
  };
  const std::string too_large = "Attribute name is too large, must be less than 65536 bytes";
  for (const auto& with_name : {std::function<Json(std::size_t)>(item), std::function<Json(std::size_t)>(nested)}) {
    engine.ok("PutItem", {{"TableName", "books"}, {"Item", with_name(65'535)}});
    CHECK(engine.fault("PutItem", {{"TableName", "books"}, {"Item", with_name(65'536)}}) == kOne + too_large);
    CHECK(engine.fault("GetItem", {{"TableName", "books"}, {"Key", with_name(65'536)}}) == "ValidationException: " + too_large);
  }
  const Json update = {{"TableName", "books"},
                       {"Key", {{"pk", {{"S", "a"}}}}},
                       {"UpdateExpression", "SET #n = :v"},
                       {"ExpressionAttributeValues", {{":v", {{"N", "1"}}}}},
                       {"ExpressionAttributeNames", {{"#n", std::string(65'536, 'n')}}}};
  CHECK(engine.fault("UpdateItem", update) == kOne + too_large);
  const auto batch = [&](const Json& put) {
    return engine.fault("BatchWriteItem", {{"RequestItems", {{"books", Json::array({{{"PutRequest", {{"Item", put}}}}})}}}});
  };
  CHECK(batch(nested(65'536)) == "ValidationException: " + too_large);
  const std::string fault = batch(item(65'536));
  CHECK(fault.find(kOne + "Value '{pk=com.amazonaws.dynamodb.v20120810.AttributeValue@0, nnn") == 0);
  CHECK(fault.substr(fault.rfind(" at '")) ==
        " at 'requestItems.books.member.1.member.putRequest.item' failed to satisfy constraint: Map keys must satisfy constraint: [Member "
        "must have length less than or equal to 65535]");
}

TEST_CASE("an attribute name is not empty, at any depth") {
  const std::string empty = "Empty attribute name";
  CHECK(newer("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"":{"S":"x"}},"ConditionExpression":""})") == kOne + empty);
  CHECK(newer("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"m":{"M":{"l":{"L":[{"M":{"":{"S":"x"}}}]}}}}})") == kOne + empty);
  CHECK(newer("UpdateItem", R"({"TableName":"tab","Key":{"":{"S":"a"}}})") == kOne + empty);
  CHECK(newer("DeleteItem", R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"Expected":{"x":{"Value":{"M":{"":{"S":"x"}}}}}})") ==
        kOne + empty);
  CHECK(newer("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"}},"ConditionExpression":"x = :v",
                             "ExpressionAttributeValues":{":v":{"M":{"":{"S":"x"}}}}})") == kOne + empty);
  CHECK(newer("DeleteItem", R"({"TableName":"tab","Key":{"":{"S":"a"}},"ConditionExpression":""})") == kOne + empty);
  const std::string bare = "ValidationException: " + empty;
  CHECK(newer("BatchWriteItem", R"({"RequestItems":{"tab":[{"PutRequest":{"Item":{"":{"S":"x"}}}}]}})") == bare);
  CHECK(newer("BatchWriteItem", R"({"RequestItems":{"tab":[{"DeleteRequest":{"Key":{"":{"S":"x"}}}}]}})") == bare);
  CHECK(newer("TransactWriteItems", R"({"TransactItems":[{"Put":{"TableName":"tab","Item":{"m":{"M":{"":{"S":"x"}}}}}}]})") == bare);
  CHECK(newer("TransactGetItems", R"({"TransactItems":[{"Get":{"TableName":"tab","Key":{"":{"S":"x"}}}}]})") == bare);
}

TEST_CASE("AttributesToGet and placeholders stand for names that are not empty, in every operation that reads") {
  const char* const requests[] = {
      R"({"TableName":"tab","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}},"AttributesToGet":[""]})",
      R"({"TableName":"tab","AttributesToGet":[""]})", R"({"RequestItems":{"tab":{"Keys":[{"pk":{"S":"a"}}],"AttributesToGet":[""]}}})"};
  const char* const operations[] = {"Query", "Scan", "BatchGetItem"};
  for (int i = 0; i < 3; ++i) {
    for (const auto& in : {older, newer}) CHECK(in(operations[i], requests[i]) == "ValidationException: Empty attribute name");
  }
  const std::string placeholder = "ValidationException: ExpressionAttributeNames contains invalid value: Empty attribute name for key #a";
  for (const auto& in : {older, newer}) {
    CHECK(in("GetItem", R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"ProjectionExpression":"#a","ExpressionAttributeNames":{"#a":""}})") ==
          placeholder);
    CHECK(in("Scan", R"({"TableName":"tab","FilterExpression":"#a = b","ExpressionAttributeNames":{"#a":""}})") == placeholder);
    CHECK(in("Query", R"({"TableName":"tab","KeyConditionExpression":"#a = :a","ExpressionAttributeNames":{"#a":""},
                          "ExpressionAttributeValues":{":a":{"S":"a"}}})") == placeholder);
  }
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
