#include "test_engine.h"

using namespace shardbook;

namespace {

Json get(Json extra) {
  Json body = {{"TableName", "tab"}, {"Key", parse_json(R"({"pk":{"S":"a"}})")}};
  body.update(extra);
  return body;
}

}  // namespace

TEST_CASE("AttributesToGet takes names literally, reserved or not") {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"size":{"N":"1"},"a.b":{"N":"2"},"c":{"N":"3"}}})");
  CHECK(engine.ok("GetItem", get({{"AttributesToGet", {"size", "a.b", "none"}}}))["Item"] ==
        parse_json(R"({"size":{"N":"1"},"a.b":{"N":"2"}})"));
  CHECK(engine.ok("GetItem", get({{"AttributesToGet", {"none"}}})) == parse_json(R"({"Item":{}})"));
}

TEST_CASE("AttributesToGet needs at least one attribute without duplicates, and cannot be combined with expressions") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(engine.fault("GetItem", get({{"AttributesToGet", {"a", "b", "a"}}})) ==
        "ValidationException: One or more parameter values were invalid: Duplicate value in attribute name: a");
  CHECK(engine.fault("GetItem", get({{"AttributesToGet", Json::array()}})) ==
        "ValidationException: 1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have "
        "length greater than or equal to 1");
  CHECK(engine.fault("GetItem", get({{"AttributesToGet", {"a"}}, {"ProjectionExpression", "a"}})) ==
        "ValidationException: Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
        "{AttributesToGet} Expression parameters: {ProjectionExpression}");
  CHECK(engine.fault("GetItem", get({{"AttributesToGet", {"a"}}, {"ExpressionAttributeNames", {{"#a", "a"}}}})) ==
        "ValidationException: ExpressionAttributeNames can only be specified when using expressions");
}

TEST_CASE("AttributesToGet takes 2,000 names and answers in their order, whether the item has more or fewer attributes") {
  TestEngine engine;
  engine.create_table("tab");
  Json names = Json::array();
  Json item = parse_json(R"({"pk":{"S":"a"}})");
  Json few = parse_json(R"({"pk":{"S":"b"},"k3":{"NULL":true},"k1999":{"NULL":true},"x":{"NULL":true}})");
  Json expected;
  for (int i = 1'999; i >= 0; --i) {
    names.push_back("k" + std::to_string(i));
    expected[names.back().get<std::string>()] = {{"NULL", true}};
  }
  for (int i = 0; i < 4'000; ++i) item["k" + std::to_string(i)] = {{"NULL", true}};
  for (const Json& each : {item, few}) engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", each}});
  CHECK(engine.ok("GetItem", get({{"AttributesToGet", names}}))["Item"].dump() == expected.dump());
  const Json answer = engine.ok("Scan", Json{{"TableName", "tab"}, {"AttributesToGet", names}});
  CHECK(answer["Count"] == 2);
  CHECK(answer["Items"].dump().find(R"({"k1999":{"NULL":true},"k3":{"NULL":true}})") != std::string::npos);
  names.push_back("k7");
  names.push_back("k8");
  CHECK(engine.fault("GetItem", get({{"AttributesToGet", names}})) ==
        "ValidationException: One or more parameter values were invalid: Duplicate value in attribute name: k7");
}
