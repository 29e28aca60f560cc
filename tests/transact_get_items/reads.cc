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
        Json::parse(R"([{},{"Item":{"pk":{"S":"a"},"v":{"N":"1"}}},{"Item":{"pk":{"S":"b"}}}])"));
  CHECK(engine.ok("TransactGetItems", read({get("a", {{"ProjectionExpression", "w"}})}))["Responses"] == Json::parse(R"([{"Item":{}}])"));
}

TEST_CASE("reads that cannot be made are reasons of the cancellation; a table that is not there refuses the request") {
  TestEngine engine = with_books();
  const Json answer =
      engine.call("TransactGetItems", read({get("a"), get(Json::parse(R"({"pk":{"N":"1"}})")), get(Json::parse(R"({"pk":{"S":""}})")),
                                            get("b", {{"ProjectionExpression", "v,"}})}));
  CHECK(answer["Message"] ==
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError, ValidationError, "
        "ValidationError]");
  CHECK(answer["CancellationReasons"][1]["Message"] == "The provided key element does not match the schema");
  CHECK(answer["CancellationReasons"][2]["Message"] ==
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk");
  CHECK(answer["CancellationReasons"][3]["Message"].get<std::string>().find("Invalid ProjectionExpression: Syntax error") == 0);
  CHECK(engine.fault("TransactGetItems", read({get("a"), get("a", {{"TableName", "nowhere"}})})) ==
        "ResourceNotFoundException: Requested resource not found");
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
      Json::parse(R"([{"TableName":"books","CapacityUnits":8.0,"ReadCapacityUnits":8.0,
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
