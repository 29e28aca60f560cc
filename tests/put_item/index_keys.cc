#include "test_indexes.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";
const std::string kNotValid = "ValidationException: One or more parameter values are not valid. ";

/// Index "by_s" on the string "s" and the binary "b", "by_n" on the number "n".
Json books() {
  return {{"TableName", "books"},
          {"BillingMode", "PAY_PER_REQUEST"},
          {"KeySchema", Json::array({hash_key("pk")})},
          {"AttributeDefinitions", definitions({{"pk", "S"}, {"s", "S"}, {"b", "B"}, {"n", "N"}})},
          {"GlobalSecondaryIndexes",
           {index_definition("by_s", {hash_key("s"), range_key("b")}), index_definition("by_n", Json::array({hash_key("n")}))}}};
}

Json put(Json item) {
  item["pk"] = {{"S", "a"}};
  return {{"TableName", "books"}, {"Item", item}};
}

std::string fault(const Json& item) {
  TestEngine engine;
  engine.ok("CreateTable", books());
  return engine.fault("PutItem", put(item));
}

std::int64_t count(TestEngine& engine, const std::string& index) {
  return engine.ok("Scan", {{"TableName", "books"}, {"IndexName", index}})["Count"];
}

}  // namespace

TEST_CASE("an item without an index's key is stored, but not in the index") {
  TestEngine engine;
  engine.ok("CreateTable", books());
  engine.ok("PutItem", put(parse_json(R"({"s":{"S":"x"}})")));
  CHECK(count(engine, "by_s") == 0);
  engine.ok("PutItem", put(parse_json(R"({"s":{"S":"x"},"b":{"B":"AAA="}})")));
  CHECK(count(engine, "by_s") == 1);
  CHECK(count(engine, "by_n") == 0);
}

TEST_CASE("an index key of the wrong type is refused, even if the item would not be in the index") {
  CHECK(fault(parse_json(R"({"s":{"N":"1"}})")) == kInvalid + "Type mismatch for Index Key s Expected: S Actual: N IndexName: by_s");
  CHECK(fault(parse_json(R"({"b":{"S":"1"}})")) == kInvalid + "Type mismatch for Index Key b Expected: B Actual: S IndexName: by_s");
  CHECK(fault(parse_json(R"({"n":{"NULL":true}})")) == kInvalid + "Type mismatch for Index Key n Expected: N Actual: NULL IndexName: by_n");
  CHECK(fault(parse_json(R"({"n":{"L":[]}})")) == kInvalid + "Type mismatch for Index Key n Expected: N Actual: L IndexName: by_n");
}

TEST_CASE("an empty index key is refused") {
  CHECK(fault(parse_json(R"({"s":{"S":""}})")) ==
        kNotValid +
            "A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty "
            "string value. IndexName: by_s, IndexKey: s");
  CHECK(fault(parse_json(R"({"b":{"B":""}})")) ==
        kNotValid +
            "A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty "
            "binary value. IndexName: by_s, IndexKey: b");
}

TEST_CASE("an index hash key may have 2,048 bytes, a range key 1,024") {
  TestEngine engine;
  engine.ok("CreateTable", books());
  engine.ok("PutItem", put({{"s", {{"S", std::string(2048, 'x')}}}, {"b", {{"B", std::string(1364, 'A') + "AA=="}}}}));
  engine.ok("PutItem", put({{"s", {{"S", std::string(2048, 'x')}}}}));
  CHECK(engine.fault("PutItem", put({{"s", {{"S", std::string(2049, 'x')}}}, {"n", {{"N", "1"}}}})) ==
        kInvalid + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
  CHECK(engine.fault("PutItem", put({{"b", {{"B", std::string(1368, 'A')}}}, {"n", {{"N", "1"}}}})) ==
        kInvalid + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
}

TEST_CASE("of several invalid index keys the one of the first index by name is reported, and the table's own keys before them") {
  CHECK(fault(parse_json(R"({"s":{"N":"1"},"n":{"S":"1"}})")).find("IndexName: by_n") != std::string::npos);
  CHECK(fault(parse_json(R"({"b":{"N":"1"},"s":{"N":"1"}})")).find("Index Key s ") != std::string::npos);
  TestEngine engine;
  engine.ok("CreateTable", books());
  CHECK(engine.fault("PutItem", R"({"TableName":"books","Item":{"pk":{"N":"1"},"n":{"S":"1"}}})") ==
        kInvalid + "Type mismatch for key pk expected: S actual: N");
}

TEST_CASE("an invalid index key is refused before the condition is evaluated, and nothing is written") {
  TestEngine engine;
  engine.ok("CreateTable", books());
  Json body = put(parse_json(R"({"n":{"S":"1"}})"));
  body["ConditionExpression"] = "attribute_exists(pk)";
  CHECK(engine.fault("PutItem", body).find("Type mismatch for Index Key") != std::string::npos);
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 0);
}

TEST_CASE("an item and its entries in local indexes are limited to 400 KB together") {
  TestEngine engine;
  engine.ok("CreateTable", {{"TableName", "books"},
                            {"BillingMode", "PAY_PER_REQUEST"},
                            {"KeySchema", {hash_key("pk"), range_key("sk")}},
                            {"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}, {"d", "S"}})},
                            {"LocalSecondaryIndexes", Json::array({index_definition("by_d", {hash_key("pk"), range_key("d")})})}});
  const auto item = [](std::size_t bytes, bool indexed) {
    Json out = {{"pk", {{"S", "a"}}}, {"sk", {{"S", "1"}}}, {"t", {{"S", std::string(bytes - 7, 'x')}}}};
    if (indexed) out["d"] = {{"S", "1"}};
    return Json{{"TableName", "books"}, {"Item", out}};
  };
  constexpr std::size_t kMost = 400 * 1024;
  engine.ok("PutItem", item(kMost, false));
  engine.ok("PutItem", item(kMost / 2 - 2, true));
  CHECK(engine.fault("PutItem", item(kMost / 2 - 1, true)) == "ValidationException: Item size has exceeded the maximum allowed size");
}
