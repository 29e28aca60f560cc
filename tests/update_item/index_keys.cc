#include "test_indexes.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";

/// One item, "a", with "s" (a string, key of "by_s") but no "n" (a number, key of "by_n").
void fill(TestEngine& engine) {
  engine.create_table("books", false,
                      {{"AttributeDefinitions", definitions({{"pk", "S"}, {"s", "S"}, {"n", "N"}})},
                       {"GlobalSecondaryIndexes",
                        {index_definition("by_s", Json::array({hash_key("s")})), index_definition("by_n", Json::array({hash_key("n")}))}}});
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"s":{"S":"x"},"m":{"M":{"s":{"N":"1"}}},"num":{"N":"1"}}})");
}

Json update(const std::string& expression, const Json& values = nullptr) {
  Json body = {{"TableName", "books"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"UpdateExpression", expression}};
  if (!values.is_null()) body["ExpressionAttributeValues"] = values;
  return body;
}

std::string fault(const std::string& expression, const Json& values = nullptr) {
  TestEngine engine;
  fill(engine);
  return engine.fault("UpdateItem", update(expression, values));
}

std::int64_t count(TestEngine& engine, const std::string& index) {
  return engine.ok("Scan", {{"TableName", "books"}, {"IndexName", index}})["Count"];
}

const Json kString = parse_json(R"({":v":{"S":"y"}})");
const Json kNumber = parse_json(R"({":v":{"N":"1"}})");

}  // namespace

TEST_CASE("setting an index key to a value of the wrong type is refused") {
  CHECK(fault("SET s = :v", kNumber) == kInvalid + "Type mismatch for Index Key s Expected: S Actual: N IndexName: by_s");
  CHECK(fault("SET n = :v", kString) == kInvalid + "Type mismatch for Index Key n Expected: N Actual: S IndexName: by_n");
}

TEST_CASE("an update that computes an index key of the wrong type is refused") {
  const std::string refused = "ValidationException: The update expression attempted to update the secondary index key to unsupported type";
  CHECK(fault("SET s = num") == refused);
  CHECK(fault("SET n = if_not_exists(s, :v)", kNumber) == refused);
  CHECK(fault("ADD n :v", parse_json(R"({":v":{"NS":["1"]}})")) == refused);
}

TEST_CASE("an update that empties an index key is refused") {
  CHECK(fault("SET s = :v", parse_json(R"({":v":{"S":""}})")) ==
        "ValidationException: One or more parameter values are not valid. The update expression attempted to update a secondary index key "
        "to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.");
}

TEST_CASE("an update that makes an index key too long is refused") {
  CHECK(fault("SET s = :v", {{":v", {{"S", std::string(2049, 'x')}}}}) ==
        kInvalid + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
}

TEST_CASE("no expression can reach into an index key") {
  const std::string scalars =
      "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: s";
  CHECK(fault("SET s.a = :v", kString) == scalars);
  CHECK(fault("SET s[0] = :v", kString) == scalars);
  TestEngine engine;
  fill(engine);
  Json body = update("SET extra = :v", kString);
  body["ConditionExpression"] = "attribute_exists(s.a)";
  CHECK(engine.fault("UpdateItem", body) == scalars);
}

TEST_CASE("a nested attribute may have the name of an index key") {
  TestEngine engine;
  fill(engine);
  engine.ok("UpdateItem", update("SET m.s = :v", kNumber));
}

TEST_CASE("updates move an item within, into and out of an index") {
  TestEngine engine;
  fill(engine);
  engine.ok("UpdateItem", update("ADD n :v", kNumber));
  CHECK(count(engine, "by_n") == 1);
  engine.ok("UpdateItem", update("SET s = :v", kString));
  CHECK(engine.ok("Scan", R"({"TableName":"books","IndexName":"by_s"})")["Items"][0]["s"]["S"] == "y");
  CHECK(count(engine, "by_s") == 1);
  engine.ok("UpdateItem", update("REMOVE s, n"));
  CHECK(count(engine, "by_s") + count(engine, "by_n") == 0);
}

TEST_CASE("a failed update leaves the indexes alone") {
  TestEngine engine;
  fill(engine);
  Json body = update("SET s = :v", kString);
  body["ConditionExpression"] = "attribute_exists(n)";
  engine.fault("UpdateItem", body);
  CHECK(engine.ok("Scan", R"({"TableName":"books","IndexName":"by_s"})")["Items"][0]["s"]["S"] == "x");
}

TEST_CASE("AttributeUpdates are subject to index keys too") {
  TestEngine engine;
  fill(engine);
  CHECK(engine
            .fault("UpdateItem",
                   R"({"TableName":"books","Key":{"pk":{"S":"a"}},"AttributeUpdates":{"s":{"Action":"PUT","Value":{"N":"1"}}}})")
            .find("Index Key s Expected: S Actual: N IndexName: by_s") != std::string::npos);
}
