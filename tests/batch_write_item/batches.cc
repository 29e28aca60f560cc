#include "test_engine.h"

using namespace shardbook;

namespace {

Json put(const std::string& pk) { return {{"PutRequest", {{"Item", {{"pk", {{"S", pk}}}, {"v", {{"S", "v" + pk}}}}}}}}; }
Json erase(const std::string& pk) { return {{"DeleteRequest", {{"Key", {{"pk", {{"S", pk}}}}}}}}; }
Json writes(Json requests) { return {{"RequestItems", {{"books", std::move(requests)}}}}; }

Json filled(const std::string& pk, std::size_t bytes) {
  return {{"PutRequest", {{"Item", {{"pk", {{"S", pk}}}, {"f", {{"S", std::string(bytes - 3 - pk.size(), 'x')}}}}}}}};
}

}  // namespace

TEST_CASE("a batch puts and deletes, and always returns UnprocessedItems") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("BatchWriteItem", writes({put("a"), put("b")}));
  CHECK(engine.ok("BatchWriteItem", writes({put("c"), erase("a"), erase("none")})) == parse_json(R"({"UnprocessedItems":{}})"));
  const Json left = engine.ok("Scan", R"({"TableName":"books","AttributesToGet":["pk"]})")["Items"];
  CHECK(left.size() == 2);
}

TEST_CASE("an invalid batch writes nothing") {
  TestEngine engine;
  engine.create_table("books");
  const auto fault = [&](const Json& body) {
    const std::string message = engine.fault("BatchWriteItem", body);
    CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 0);
    return message;
  };
  CHECK(fault(writes({put("a"), erase("a")})) == "ValidationException: Provided list of item keys contains duplicates");
  Json many = Json::array();
  for (int i = 0; i < 26; ++i) many.push_back(put(std::to_string(i)));
  const std::string too_many = fault(writes(many));
  CHECK(too_many.find("1 validation error detected: Value '{books=[WriteRequest(") != std::string::npos);
  CHECK(
      too_many.find(
          "at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal "
          "to 25, Member must have length greater than or equal to 1]") != std::string::npos);
  CHECK(
      fault(writes({put("a"), Json::object()})) ==
      "ValidationException: Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
  CHECK(fault(writes({put("a"), {{"PutRequest", {{"Item", {{"x", {{"S", "x"}}}}}}}}})) ==
        "ValidationException: The provided key element does not match the schema");
  CHECK(fault({{"RequestItems", {{"books", {put("a")}}, {"nowhere", {put("a")}}}}}) ==
        "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("a batch writes to several tables, at most 25 items in total") {
  TestEngine engine;
  engine.create_table("books");
  engine.create_table("authors");
  const auto requests = [](int from, int to) {
    Json list = Json::array();
    for (int i = from; i < to; ++i) list.push_back(put(std::to_string(i)));
    return list;
  };
  engine.ok("BatchWriteItem", Json{{"RequestItems", {{"books", requests(0, 13)}, {"authors", requests(0, 12)}}}});
  CHECK(engine.ok("Scan", R"({"TableName":"authors"})")["Count"] == 12);
  CHECK(engine.fault("BatchWriteItem", Json{{"RequestItems", {{"books", requests(20, 33)}, {"authors", requests(20, 33)}}}}) ==
        "ValidationException: Too many items requested for the BatchWriteItem call");
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 13);
}

TEST_CASE("a batch without requests is refused in every region alike") {
  TestEngine engine;
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    engine.region = region;
    CHECK(engine.fault("BatchWriteItem", {{"RequestItems", Json::object()}}) ==
          "ValidationException: The requestItems parameter is required for BatchWriteItem");
    CHECK(engine.fault("BatchWriteItem", writes(Json::array())) ==
          "ValidationException: 1 validation error detected: Value '{books=[]}' at 'requestItems' failed to satisfy constraint: Map value "
          "must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to "
          "1]");
    CHECK(engine.fault("BatchWriteItem", "{}") ==
          "ValidationException: 1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: Member must not be "
          "null");
  }
}

TEST_CASE("requests in a batch must have their required members") {
  TestEngine engine;
  const auto fault = [&](const char* request) { return engine.fault("BatchWriteItem", writes({put("a"), parse_json(request)})); };
  const auto missing = [](const std::string& member) {
    return "ValidationException: 1 validation error detected: Value null at 'requestItems.books.member.2.member." + member +
           "' failed to satisfy constraint: Member must not be null";
  };
  CHECK(fault(R"({"PutRequest":{}})") == missing("putRequest.item"));
  CHECK(fault(R"({"DeleteRequest":{}})") == missing("deleteRequest.key"));
}

TEST_CASE("the items of a batch are checked before its tables") {
  TestEngine engine;
  const auto fault = [&](const char* request) {
    return engine.fault("BatchWriteItem", Json{{"RequestItems", {{"nowhere", {parse_json(request)}}}}});
  };
  CHECK(fault(R"({"PutRequest":{"Item":{"pk":{"N":"x"}}}})") ==
        "ValidationException: The parameter cannot be converted to a numeric value: x");
  CHECK(fault(R"({"DeleteRequest":{"Key":{"pk":{}}}})") ==
        "ValidationException: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  CHECK(
      fault(R"({"PutRequest":{"Item":{}},"DeleteRequest":{"Key":{}}})") ==
      "ValidationException: Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
  CHECK(engine.fault("BatchWriteItem", Json{{"RequestItems", {{"nowhere", {filled("a", 400 * 1024 + 1)}}}}}) ==
        "ValidationException: Item size has exceeded the maximum allowed size");
  CHECK(engine.fault("BatchWriteItem", Json{{"RequestItems", {{"nowhere", {put("a"), put("a")}}}}}) ==
        "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("keys in a batch are checked like any others") {
  TestEngine engine;
  engine.create_table("books");
  const auto fault = [&](const char* request) { return engine.fault("BatchWriteItem", writes({parse_json(request)})); };
  const std::string schema = "ValidationException: The provided key element does not match the schema";
  CHECK(fault(R"({"PutRequest":{"Item":{"pk":{"N":"1"}}}})") == schema);
  CHECK(fault(R"({"DeleteRequest":{"Key":{"pk":{"S":"a"},"x":{"S":"b"}}}})") == schema);
  CHECK(fault(R"({"PutRequest":{"Item":{"pk":{"S":""}}}})") ==
        "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
        "string value. Key: pk");
}

TEST_CASE("each item of a batch is charged separately, each table shown separately") {
  TestEngine engine;
  engine.create_table("books");
  engine.create_table("authors");
  Json body = {{"RequestItems", {{"books", {filled("a", 1024), filled("b", 1025)}}, {"authors", {put("a")}}}},
               {"ReturnConsumedCapacity", "TOTAL"}};
  CHECK(engine.ok("BatchWriteItem", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":3.0},{"TableName":"authors","CapacityUnits":1.0}])"));
  body = writes({erase("b"), erase("none")});
  body["ReturnConsumedCapacity"] = "INDEXES";
  CHECK(engine.ok("BatchWriteItem", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":3.0,"Table":{"CapacityUnits":3.0}}])"));
}
