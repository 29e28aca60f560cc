#include "test_engine.h"

using namespace shardbook;

namespace {

Json key(const std::string& pk) { return {{"pk", {{"S", pk}}}}; }
Json reads(Json keys) { return {{"RequestItems", {{"books", {{"Keys", std::move(keys)}}}}}}; }
Json reads(const Json& keys, const Json& extra) {
  Json body = reads(keys);
  body["RequestItems"]["books"].update(extra);
  return body;
}
void put(TestEngine& engine, const std::string& table, const std::string& pk, std::size_t bytes = 0) {
  Json item = key(pk);
  if (bytes > 0) item["f"] = {{"S", std::string(bytes - 3 - pk.size(), 'x')}};
  engine.ok("PutItem", Json{{"TableName", table}, {"Item", item}});
}
Json keys(int from, int to) {
  Json list = Json::array();
  for (int i = from; i < to; ++i) list.push_back(key(std::to_string(i)));
  return list;
}

}  // namespace

TEST_CASE("a batch reads from several tables, each with its own projection, and skips missing items") {
  TestEngine engine;
  engine.create_table("books");
  engine.create_table("authors");
  put(engine, "books", "a", 10);
  put(engine, "authors", "b", 10);
  const char* expressions = R"({"RequestItems":{
    "books":{"Keys":[{"pk":{"S":"a"}},{"pk":{"S":"none"}}],"ProjectionExpression":"#k","ExpressionAttributeNames":{"#k":"pk"}},
    "authors":{"Keys":[{"pk":{"S":"b"}}],"ProjectionExpression":"gone"}}})";
  const Json expected = parse_json(R"({"Responses":{"books":[{"pk":{"S":"a"}}],"authors":[{}]},"UnprocessedKeys":{}})");
  CHECK(engine.ok("BatchGetItem", expressions) == expected);
  Json mixed = parse_json(expressions);
  mixed["RequestItems"]["authors"] = parse_json(R"({"Keys":[{"pk":{"S":"b"}}],"AttributesToGet":["none"]})");
  CHECK(engine.fault("BatchGetItem", mixed).find("ValidationException: Can not use both expression and non-expression parameters") == 0);
}

TEST_CASE("a batch stops at a partition's limit and returns the remaining keys") {
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

TEST_CASE("a batch with a duplicate key is refused") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.fault("BatchGetItem", reads({key("a"), key("a")})) == "ValidationException: Provided list of item keys contains duplicates");
}

TEST_CASE("a number written with two different scales is two keys in a batch") {
  TestEngine engine;
  engine.ok("CreateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST",
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"N"}],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]})");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"N":"1"}}})");
  const auto number = [](const char* text) { return Json{{"pk", {{"N", text}}}}; };
  CHECK(engine.ok("BatchGetItem", reads({number("1"), number("1.0")}))["Responses"]["books"].size() == 2);
  for (const char* again : {"1.0", "01.0", "+1.0", "10e-1"}) {
    CHECK(engine.fault("BatchGetItem", reads({number("1.0"), number(again)})) ==
          "ValidationException: Provided list of item keys contains duplicates");
  }
}

TEST_CASE("a batch that finds nothing returns empty lists") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.ok("BatchGetItem", reads(Json::array({key("a")}))) == parse_json(R"({"Responses":{"books":[]},"UnprocessedKeys":{}})"));
}

TEST_CASE("a batch reads at most 100 items in total") {
  TestEngine engine;
  engine.create_table("books");
  engine.create_table("authors");
  engine.ok("BatchGetItem", reads(keys(0, 100)));
  CHECK(engine.fault("BatchGetItem", reads(keys(0, 101))) ==
        "ValidationException: 1 validation error detected: Value at 'RequestItems.books.member.Keys' failed to satisfy constraint: Member "
        "must have length less than or equal to 100");
  CHECK(engine.fault("BatchGetItem", Json{{"RequestItems", {{"books", {{"Keys", keys(0, 60)}}}, {"authors", {{"Keys", keys(0, 41)}}}}}}) ==
        "ValidationException: Too many items requested for the BatchGetItem call");
}

TEST_CASE("a batch without tables or keys is refused in every region alike") {
  TestEngine engine;
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    engine.region = region;
    CHECK(engine.fault("BatchGetItem", {{"RequestItems", Json::object()}}) ==
          "ValidationException: 1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length "
          "greater than or equal to 1");
    CHECK(
        engine.fault("BatchGetItem", reads(Json::array())) ==
        "ValidationException: 1 validation error detected: Value at 'RequestItems.books.member.Keys' failed to satisfy constraint: Member "
        "must have length greater than or equal to 1");
    CHECK(engine.fault("BatchGetItem", "{}") ==
          "ValidationException: 1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: Member must not be "
          "null");
  }
}

TEST_CASE("invalid values in a batch's keys are worded by the newer layer, and not counted") {
  TestEngine engine;
  const auto fault = [&](const char* key) { return engine.fault("BatchGetItem", reads(Json::array({parse_json(key)}))); };
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    engine.region = region;
    CHECK(fault(R"({"pk":{"N":""}})") == "ValidationException: The parameter cannot be converted to a numeric value: ");
    CHECK(fault(R"({"pk":{"NS":["1","1"]}})") ==
          "ValidationException: One or more parameter values were invalid: Input collection contains duplicates.");
    CHECK(fault(R"({"":{"S":"a"}})") == "ValidationException: Empty attribute name");
  }
}

TEST_CASE("parameters and duplicates are checked before the tables, keys after") {
  TestEngine engine;
  const auto fault = [&](const Json& keys, const Json& extra) { return engine.fault("BatchGetItem", reads(keys, extra)); };
  CHECK(fault(Json::array({key("a")}), {{"AttributesToGet", {"a"}}, {"ProjectionExpression", "a"}}) ==
        "ValidationException: Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
        "{AttributesToGet} Expression parameters: {ProjectionExpression}");
  CHECK(fault(Json::array({key("a")}), {{"ExpressionAttributeNames", {{"#a", "a"}}}}) ==
        "ValidationException: ExpressionAttributeNames can only be specified when using expressions");
  CHECK(fault({key("a"), parse_json(R"({"pk":{"N":"x"}})")}, Json::object()) ==
        "ValidationException: The parameter cannot be converted to a numeric value: x");
  CHECK(fault(Json::array({key("a")}), {{"AttributesToGet", {"a", "a"}}}) ==
        "ValidationException: One or more parameter values were invalid: Duplicate value in attribute name: a");
  CHECK(fault(Json::array({key("a")}), {{"ProjectionExpression", "a,"}})
            .find("ValidationException: Invalid ProjectionExpression: Syntax error") == 0);
  CHECK(fault({key("a"), key("a")}, Json::object()) == "ValidationException: Provided list of item keys contains duplicates");
  CHECK(fault(Json::array({key("a")}), Json::object()) == "ResourceNotFoundException: Requested resource not found");
  engine.create_table("books");
  CHECK(fault({key("a"), parse_json(R"({"pk":{"N":"1"}})")}, Json::object()) ==
        "ValidationException: The provided key element does not match the schema");
  CHECK(fault(Json::array({key("a")}), {{"ProjectionExpression", "pk[0]"}}) ==
        "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk");
}

TEST_CASE("a batch returns at most 16 MB, and the remaining keys with their options") {
  TestEngine engine;
  engine.create_table("books", false, {{"WarmThroughput", {{"ReadUnitsPerSecond", 100'000}, {"WriteUnitsPerSecond", 100'000}}}});
  for (int i = 0; i < 60; ++i) put(engine, "books", std::to_string(i), 400 * 1024);
  Json request = reads(keys(0, 60), {{"AttributesToGet", {"pk"}}});
  std::size_t got = 0;
  while (!request["RequestItems"].empty()) {
    const Json answer = engine.ok("BatchGetItem", request);
    const std::size_t count = answer["Responses"]["books"].size();
    CHECK(count > 0);
    CHECK(count <= 40);
    got += count;
    request["RequestItems"] = answer["UnprocessedKeys"];
    if (request["RequestItems"].empty()) break;
    CHECK(request["RequestItems"]["books"]["AttributesToGet"] == Json::array({"pk"}));
  }
  CHECK(got == 60);
}

TEST_CASE("each item of a batch is charged separately, even a missing one") {
  TestEngine engine;
  engine.create_table("books");
  put(engine, "books", "a", 4096);
  put(engine, "books", "b", 4097);
  Json body = reads({key("a"), key("b"), key("none")});
  body["ReturnConsumedCapacity"] = "TOTAL";
  CHECK(engine.ok("BatchGetItem", body)["ConsumedCapacity"] == parse_json(R"([{"TableName":"books","CapacityUnits":2.0}])"));
  body["RequestItems"]["books"]["ConsistentRead"] = true;
  body["ReturnConsumedCapacity"] = "INDEXES";
  CHECK(engine.ok("BatchGetItem", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":4.0,"Table":{"CapacityUnits":4.0}}])"));
}
