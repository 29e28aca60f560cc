#include "test_engine.h"

using namespace shardbook;

namespace {

/// Returns "ok" or the error of putting an item into a table with keys of those types.
std::string outcome(const char* hash, const char* range, const Json& item) {
  TestEngine engine;
  engine.ok("CreateTable",
            Json{{"TableName", "tab"},
                 {"KeySchema", {{{"AttributeName", "h"}, {"KeyType", "HASH"}}, {{"AttributeName", "r"}, {"KeyType", "RANGE"}}}},
                 {"AttributeDefinitions",
                  {{{"AttributeName", "h"}, {"AttributeType", hash}}, {{"AttributeName", "r"}, {"AttributeType", range}}}},
                 {"BillingMode", "PAY_PER_REQUEST"}});
  const Json answer = engine.call("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  return engine.status == 200 ? "ok" : answer["message"].get<std::string>();
}

Json s(std::size_t size) { return {{"S", std::string(size, 'x')}}; }
/// A binary with three bytes per four characters.
Json b(std::size_t characters) { return {{"B", std::string(characters, 'A')}}; }
const Json kOne = {{"N", "1"}};

const std::string kInvalid = "One or more parameter values were invalid: ";
const std::string kHashTooLong = kInvalid + "Size of hashkey has exceeded the maximum size limit of2048 bytes";
const std::string kRangeTooLong = kInvalid + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
const std::string kEmpty = "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ";

}  // namespace

TEST_CASE("keys of every type are measured in bytes") {
  CHECK(outcome("S", "S", {{"h", s(2048)}, {"r", s(1024)}}) == "ok");
  CHECK(outcome("S", "S", {{"h", s(2049)}, {"r", s(1025)}}) == kHashTooLong);
  CHECK(outcome("S", "S", {{"h", s(2048)}, {"r", s(1025)}}) == kRangeTooLong);
  CHECK(outcome("B", "B", {{"h", b(2728)}, {"r", b(1364)}}) == "ok");  // 2046 and 1023 bytes
  CHECK(outcome("B", "B", {{"h", b(2732)}, {"r", b(4)}}) == kHashTooLong);
  CHECK(outcome("B", "B", {{"h", b(4)}, {"r", b(1368)}}) == kRangeTooLong);
  std::string umlauts;
  for (int i = 0; i < 1025; ++i) umlauts += "ä";
  CHECK(outcome("S", "S", {{"h", {{"S", umlauts}}}, {"r", s(1)}}) == kHashTooLong);
  CHECK(outcome("N", "N", {{"h", {{"N", "99999999999999999999999999999999999999e87"}}}, {"r", {{"N", "-1e-130"}}}}) == "ok");
}

TEST_CASE("keys must not be empty; the partition key is checked first") {
  CHECK(outcome("S", "S", {{"h", s(0)}, {"r", s(0)}}) == kEmpty + "string value. Key: h");
  CHECK(outcome("S", "S", {{"h", s(1)}, {"r", s(0)}}) == kEmpty + "string value. Key: r");
  CHECK(outcome("B", "B", {{"h", b(0)}, {"r", b(4)}}) == kEmpty + "binary value. Key: h");
  CHECK(outcome("S", "B", {{"h", s(1)}, {"r", b(0)}}) == kEmpty + "binary value. Key: r");
}

TEST_CASE("keys must be present and of their type; the partition key is checked first") {
  CHECK(outcome("S", "N", {{"x", kOne}}) == kInvalid + "Missing the key h in the item");
  CHECK(outcome("S", "N", {{"h", kOne}}) == kInvalid + "Type mismatch for key h expected: S actual: N");
  CHECK(outcome("S", "N", {{"h", s(1)}}) == kInvalid + "Missing the key r in the item");
  CHECK(outcome("B", "N", {{"h", b(4)}, {"r", {{"BOOL", true}}}}) == kInvalid + "Type mismatch for key r expected: N actual: BOOL");
  CHECK(outcome("B", "N", {{"h", {{"M", Json::object()}}}, {"r", kOne}}) == kInvalid + "Type mismatch for key h expected: B actual: M");
}

TEST_CASE("equal numbers are the same key, however they are written") {
  TestEngine engine;
  engine.ok("CreateTable", R"({"TableName":"tab","KeySchema":[{"AttributeName":"n","KeyType":"HASH"}],
    "AttributeDefinitions":[{"AttributeName":"n","AttributeType":"N"}],"BillingMode":"PAY_PER_REQUEST"})");
  for (const char* n : {"100", "1e2", "+100.0", "0.1E+3", "00100"}) {
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"n", {{"N", n}}}, {"as", {{"S", n}}}}}});
  }
  const Json all = engine.ok("Scan", R"({"TableName":"tab"})")["Items"];
  CHECK(all == parse_json(R"([{"n":{"N":"100"},"as":{"S":"00100"}}])"));
}
