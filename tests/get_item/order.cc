#include "test_engine.h"

using namespace shardbook;

namespace {

/// Checks the errors one after another, in both layers, fixing each by removing or replacing members.
void check_order(const char* body, const std::vector<std::pair<std::string, const char*>>& faults_and_remedies) {
  for (const char* region : {"us-east-1", "eu-west-1"}) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab");
    Json request = parse_json(body);
    for (const auto& [fault, remedy] : faults_and_remedies) {
      INFO(region << " " << request.dump());
      const Json answer = engine.call("GetItem", request);
      CHECK(engine.status == 400);
      CHECK(answer["message"] == fault);
      request.merge_patch(parse_json(remedy));
    }
    engine.ok("GetItem", request);
  }
}

const std::string kMixed =
    "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} "
    "Expression parameters: {ProjectionExpression}";

}  // namespace

TEST_CASE("GetItem reports errors in the service's order") {
  check_order(R"({"TableName":"nowhere","Key":{"x":{}},"AttributesToGet":["a","a"],"ProjectionExpression":"!!!"})",
              {{kMixed, R"({"ProjectionExpression":null,"ExpressionAttributeNames":{}})"},
               {"ExpressionAttributeNames can only be specified when using expressions", R"({"ExpressionAttributeNames":null})"},
               {"Supplied AttributeValue is empty, must contain exactly one of the supported datatypes", R"({"Key":{"x":{"S":"a"}}})"},
               {"One or more parameter values were invalid: Duplicate value in attribute name: a",
                R"({"AttributesToGet":null,"ProjectionExpression":"!!!","ExpressionAttributeNames":{"#n":"a"}})"},
               {R"(Invalid ProjectionExpression: Syntax error; token: "!", near: "!!")", R"({"ProjectionExpression":"pk.x"})"},
               {"Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}", R"({"ExpressionAttributeNames":null})"},
               {"Requested resource not found", R"({"TableName":"tab"})"},
               {"The provided key element does not match the schema", R"({"Key":{"x":null,"pk":{"S":"a"}}})"},
               {"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
                R"({"ProjectionExpression":"pk"})"}});
}
