#include "test_engine.h"

using namespace shardbook;

namespace {

Json get(const Json& key, Json extra = Json::object()) {
  Json members = {{"TableName", "books"}, {"Key", key}};
  members.update(extra);
  return {{"Get", members}};
}
Json get(const char* pk, Json extra = Json::object()) { return get(Json{{"pk", {{"S", pk}}}}, std::move(extra)); }
Json read(Json gets, Json extra = Json::object()) {
  Json body = {{"TransactItems", std::move(gets)}};
  body.update(extra);
  return body;
}

TestEngine with_books() {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"v":{"N":"1"}}})");
  engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", {{"pk", {{"S", "b"}}}, {"f", {{"S", std::string(4096, 'x')}}}}}});
  return engine;
}

}  // namespace

TEST_CASE("a transaction returns items in request order, with an empty entry for a missing one") {
  TestEngine engine = with_books();
  CHECK(engine.ok("TransactGetItems", read({get("gone"), get("a"), get("b", {{"ProjectionExpression", "pk"}})}))["Responses"] ==
        parse_json(R"([{},{"Item":{"pk":{"S":"a"},"v":{"N":"1"}}},{"Item":{"pk":{"S":"b"}}}])"));
  CHECK(engine.ok("TransactGetItems", read({get("a", {{"ProjectionExpression", "w"}})}))["Responses"] == parse_json(R"([{"Item":{}}])"));
}

TEST_CASE("only the first key that does not fit its table is a reason; a missing table fails the request") {
  TestEngine engine = with_books();
  const Json empty_key = get(parse_json(R"({"pk":{"S":""}})"));
  const Json wrong_key = get(parse_json(R"({"pk":{"N":"1"}})"));
  const auto reasons = [&](const Json& gets) { return engine.call("TransactGetItems", read(gets))["CancellationReasons"]; };
  CHECK(
      reasons({get("a"), wrong_key, empty_key}) ==
      parse_json(
          R"([{"Code":"None"},{"Code":"ValidationError","Message":"The provided key element does not match the schema"},{"Code":"None"}])"));
  CHECK(
      reasons({empty_key, wrong_key}) ==
      parse_json(
          R"([{"Code":"ValidationError","Message":"One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk"},{"Code":"None"}])"));
  CHECK(
      reasons({get("a"), get("b", {{"ProjectionExpression", "pk.x"}})}) ==
      parse_json(
          R"([{"Code":"None"},{"Code":"ValidationError","Message":"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk"}])"));
  CHECK(engine.fault("TransactGetItems", read({wrong_key, get("a", {{"TableName", "nowhere"}})})) ==
        "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("every error in the request itself fails it, whatever the table") {
  TestEngine engine = with_books();
  const auto fault = [&](Json extra) {
    return engine.fault("TransactGetItems", read({get(parse_json(R"({"pk":{"N":"1"}})")), get("gone", std::move(extra))}));
  };
  CHECK(fault({{"ProjectionExpression", "v,"}}) ==
        "ValidationException: Invalid ProjectionExpression: Syntax error; token: \"<EOF>\", near: \",\"");
  CHECK(
      fault({{"ProjectionExpression", "m, m.a"}}) ==
      "ValidationException: Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these "
      "paths; path one: [m], path two: [m, a]");
  CHECK(fault({{"ProjectionExpression", ""}}) == "ValidationException: Invalid ProjectionExpression: The expression can not be empty;");
  CHECK(fault({{"ProjectionExpression", "#v"}}) ==
        "ValidationException: Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; "
        "attribute name: #v");
  CHECK(fault({{"ProjectionExpression", "#v"}, {"ExpressionAttributeNames", {{"#v", ""}}}}) ==
        "ValidationException: ExpressionAttributeNames contains invalid value: Empty attribute name for key #v");
  CHECK(fault({{"ProjectionExpression", "v"}, {"ExpressionAttributeNames", Json::object()}}) ==
        "ValidationException: ExpressionAttributeNames must not be empty");
  CHECK(fault({{"ProjectionExpression", "v"}, {"ExpressionAttributeNames", {{"#v", "v"}}}}) ==
        "ValidationException: Value provided in ExpressionAttributeNames unused in expressions: keys: {#v}");
  CHECK(fault({{"Key", {{"pk", {{"N", "one"}}}}}, {"TableName", "nowhere"}}) ==
        "ValidationException: The parameter cannot be converted to a numeric value: one");
  CHECK(fault({{"TableName", "a!"}}) ==
        "ValidationException: 2 validation errors detected: Value 'a!' at 'transactItems.2.member.get.tableName' failed to satisfy "
        "constraint: Member must have length greater than or equal to 3; Value 'a!' at 'transactItems.2.member.get.tableName' failed to "
        "satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
}

TEST_CASE("an invalid set in any key is reported before the errors of other reads") {
  TestEngine engine = with_books();
  CHECK(engine.fault("TransactGetItems", read({get("a", {{"ProjectionExpression", "v,"}}), get(parse_json(R"({"pk":{"SS":[]}})"))})) ==
        "ValidationException: One or more parameter values were invalid: An string set  may not be empty");
}

TEST_CASE("a read may have names without an expression") {
  TestEngine engine = with_books();
  CHECK(engine.ok("TransactGetItems", read({get("a", {{"ExpressionAttributeNames", {{"#x", "x"}}}})}))["Responses"].size() == 1);
}

TEST_CASE("a transaction reads 1 to 100 items, each once") {
  TestEngine engine = with_books();
  Json gets = Json::array();
  for (int i = 0; i < 100; ++i) gets.push_back(get(std::to_string(i).c_str()));
  CHECK(engine.ok("TransactGetItems", read(gets))["Responses"].size() == 100);
  gets.push_back(get("100"));
  CHECK(engine.fault("TransactGetItems", read(gets))
            .find("' at 'transactItems' failed to satisfy constraint: Member must have length less "
                  "than or equal to 100") != std::string::npos);
  CHECK(engine.fault("TransactGetItems", read(Json::array())) ==
        "ValidationException: 1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have "
        "length greater than or equal to 1");
  CHECK(engine.fault("TransactGetItems", read({get("a"), get("b"), get("a")})) ==
        "ValidationException: Transaction request cannot include multiple operations on one item");
}

TEST_CASE("each read in a transaction costs two units per 4 KB, even of a missing item") {
  TestEngine engine = with_books();
  CHECK(
      engine.ok("TransactGetItems", read({get("a"), get("b"), get("gone")}, {{"ReturnConsumedCapacity", "INDEXES"}}))["ConsumedCapacity"] ==
      parse_json(R"([{"TableName":"books","CapacityUnits":8.0,"ReadCapacityUnits":8.0,
                         "Table":{"CapacityUnits":8.0,"ReadCapacityUnits":8.0}}])"));
}

TEST_CASE("a transaction reads at most 4 MB") {
  TestEngine engine = with_books();
  Json gets = Json::array();
  for (int i = 0; i < 11; ++i) {
    const Json key = {{"pk", {{"S", "large" + std::to_string(i)}}}};
    Json item = key;
    item["f"] = {{"S", std::string(399 * 1024, 'x')}};
    engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", item}});
    gets.push_back(get(key));
  }
  CHECK(engine.fault("TransactGetItems", read(gets)).find("ValidationException: ") == 0);
  gets.erase(gets.size() - 1);
  CHECK(engine.ok("TransactGetItems", read(gets))["Responses"].size() == 10);
}

TEST_CASE("a transaction lists number sets by hash, except in ascending order in eu-west-2 and eu-north-1") {
  const auto numbers = [](const char* region) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("books");
    engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"n":{"NS":["1","2","3"]}}})");
    return engine.ok("TransactGetItems", read({get("a")}))["Responses"][0]["Item"]["n"]["NS"];
  };
  CHECK(numbers("us-east-1") == Json{"3", "2", "1"});
  CHECK(numbers("eu-west-2") == Json{"1", "2", "3"});
  CHECK(numbers("eu-north-1") == Json{"1", "2", "3"});
}
