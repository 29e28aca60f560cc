#include "test_engine.h"

using namespace shardbook;

namespace {

/// Checks the errors one after another, in both layers, fixing each by removing or replacing members.
void check_order(const char* body, const std::vector<std::pair<std::string, const char*>>& faults_and_remedies) {
  for (const char* region : {"us-east-1", "eu-west-1"}) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab", false, parse_json(R"({"AttributeDefinitions":[
        {"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"c","AttributeType":"S"}],
      "GlobalSecondaryIndexes":[{"IndexName":"idx","Projection":{"ProjectionType":"ALL"},
        "KeySchema":[{"AttributeName":"c","KeyType":"HASH"}]}]})"));
    Json request = parse_json(body);
    for (const auto& [fault, remedy] : faults_and_remedies) {
      INFO(region << " " << request.dump());
      const std::string message = engine.call("UpdateItem", request)["message"];
      CHECK(engine.status == 400);
      const std::string counted = "1 validation error detected: ";
      CHECK((message.compare(0, counted.size(), counted) == 0 ? message.substr(counted.size()) : message) == fault);
      request.merge_patch(parse_json(remedy));
    }
    INFO(region << " " << request.dump());
    engine.ok("UpdateItem", request);
  }
}

const std::string kInvalid = "One or more parameter values were invalid: ";

}  // namespace

TEST_CASE("UpdateItem reports errors in the service's order") {
  check_order(
      R"({"TableName":"nowhere","Key":{"x":{}},"AttributeUpdates":{"a":{}},"Expected":{"a":{}},"UpdateExpression":"size("})",
      {{"Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributeUpdates, "
        "Expected} Expression parameters: {UpdateExpression}",
        R"({"UpdateExpression":null,"ExpressionAttributeNames":{},"ExpressionAttributeValues":{}})"},
       {"ExpressionAttributeNames can only be specified when using expressions", R"({"ExpressionAttributeNames":null})"},
       {"ExpressionAttributeValues can only be specified when using expressions", R"({"ExpressionAttributeValues":null})"},
       {"Supplied AttributeValue is empty, must contain exactly one of the supported datatypes", R"({"Key":{"x":{"S":"a"}}})"},
       {kInvalid + "Only DELETE action is allowed when no attribute value is specified", R"({"AttributeUpdates":null})"},
       {kInvalid + "Value must be provided when Exists is null for Attribute: a",
        R"({"Expected":null,"UpdateExpression":"!!!","ConditionExpression":"!!!","ExpressionAttributeNames":{}})"},
       {"ExpressionAttributeNames must not be empty", R"({"ExpressionAttributeNames":{"n":"a"}})"},
       {"ExpressionAttributeNames contains invalid key: Syntax error; key: \"n\"",
        R"({"ExpressionAttributeNames":{"n":null,"#n":"a"},"ExpressionAttributeValues":{":v":{}}})"},
       {"ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported "
        "datatypes for key :v",
        R"({"ExpressionAttributeValues":{":v":{"N":"1"},":w":{"S":"w"}}})"},
       {R"(Invalid UpdateExpression: Syntax error; token: "!", near: "!!")", R"({"UpdateExpression":"SET c.x = :v, c = :v, pk = :v"})"},
       {"Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [c, "
        "x], path two: [c]",
        R"({"UpdateExpression":"SET c = :v, pk = :v, a = gone"})"},
       {R"(Invalid ConditionExpression: Syntax error; token: "!", near: "!!")", R"({"ConditionExpression":"pk.x = b"})"},
       {"Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}", R"({"ExpressionAttributeNames":null})"},
       {"Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}", R"({"ExpressionAttributeValues":{":w":null}})"},
       {"Requested resource not found", R"({"TableName":"tab"})"},
       {"The provided key element does not match the schema", R"({"Key":{"x":null,"pk":{"S":"a"}}})"},
       {kInvalid + "Cannot update attribute pk. This attribute is part of the key", R"({"UpdateExpression":"SET c = :v, a = gone"})"},
       {kInvalid + "Type mismatch for Index Key c Expected: S Actual: N IndexName: idx", R"({"UpdateExpression":"SET b = :v, a = gone"})"},
       {"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
        R"({"ConditionExpression":"pk = b"})"},
       {"The conditional request failed", R"({"ConditionExpression":null})"},
       {"The provided expression refers to an attribute that does not exist in the item", R"({"UpdateExpression":"SET b = :v"})"}});
}
