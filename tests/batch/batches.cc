#include "test_engine.h"

using namespace shardbook;

namespace {

Json put(const std::string& pk) { return {{"PutRequest", {{"Item", {{"pk", {{"S", pk}}}, {"v", {{"S", "v" + pk}}}}}}}}; }
Json erase(const std::string& pk) { return {{"DeleteRequest", {{"Key", {{"pk", {{"S", pk}}}}}}}}; }
Json writes(Json requests) { return {{"RequestItems", {{"books", std::move(requests)}}}}; }
Json reads(Json keys) { return {{"RequestItems", {{"books", {{"Keys", std::move(keys)}}}}}}; }
Json key(const std::string& pk) { return {{"pk", {{"S", pk}}}}; }

}  // namespace

TEST_CASE("a batch puts and deletes, and always says what it left over") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("BatchWriteItem", writes({put("a"), put("b")}));
  CHECK(engine.ok("BatchWriteItem", writes({put("c"), erase("a"), erase("none")})) == Json::parse(R"({"UnprocessedItems":{}})"));
  const Json got = engine.ok("BatchGetItem", reads({key("a"), key("b"), key("c")}));
  CHECK(got["Responses"]["books"].size() == 2);
  CHECK(got["UnprocessedKeys"].empty());
}

TEST_CASE("a batch that is out of order writes nothing") {
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

TEST_CASE("a batch read gives what one partition may give and returns the other keys") {
  TestEngine engine;
  engine.create_table("books", true,
                      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}}}});
  Json keys = Json::array();
  for (int i = 0; i < 10; ++i) {
    const Json place = {{"pk", {{"S", "a"}}}, {"sk", {{"S", std::to_string(i)}}}};
    keys.push_back(place);
    Json item = place;
    item["fill"] = {{"S", std::string(300'000, 'x')}};
    engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", item}});
  }
  Json request = reads(keys);
  request["RequestItems"]["books"]["ConsistentRead"] = true;
  request["RequestItems"]["books"]["ProjectionExpression"] = "sk";
  std::size_t got = 0;
  int calls = 0;
  while (true) {
    const Json answer = engine.ok("BatchGetItem", request);
    got += answer["Responses"]["books"].size();
    ++calls;
    if (answer["UnprocessedKeys"].empty()) break;
    CHECK(answer["UnprocessedKeys"]["books"]["ConsistentRead"] == true);
    CHECK(answer["UnprocessedKeys"]["books"]["ProjectionExpression"] == "sk");
    request["RequestItems"] = answer["UnprocessedKeys"];
  }
  CHECK(got == 10);
  CHECK(calls == 3);
}

TEST_CASE("a batch read refuses a key that comes twice") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.fault("BatchGetItem", reads({key("a"), key("a")})) == "ValidationException: Provided list of item keys contains duplicates");
}
