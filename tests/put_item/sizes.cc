#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::size_t kMost = 400 * 1024;

/// Returns whether an item with key "a" (3 bytes), value `v` (1 byte and `size` bytes) and padding up to `total` bytes can be put.
bool fits(const Json& value, std::size_t size, std::size_t total) {
  TestEngine engine;
  engine.create_table("tab");
  const std::size_t rest = total - 3 - 1 - size - 1;
  const Json answer = engine.call(
      "PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"v", value}, {"f", {{"S", std::string(rest, 'x')}}}}}});
  if (engine.status == 200) return true;
  REQUIRE(answer["message"] == "Item size has exceeded the maximum allowed size");
  return false;
}

}  // namespace

TEST_CASE("every type counts toward 400 KB as in the developer guide, to the byte") {
  const std::pair<const char*, std::size_t> cases[] = {
      {R"({"S":""})", 0},
      {R"({"S":"äö𝄞"})", 8},
      {R"({"B":"AAEC"})", 3},
      {R"({"BOOL":true})", 1},
      {R"({"NULL":true})", 1},
      {R"({"N":"0"})", 1},
      {R"({"N":"7"})", 2},
      {R"({"N":"-7"})", 3},
      {R"({"N":"12345"})", 4},
      {R"({"N":"12.345"})", 4},   // one pair before the point, two after it
      {R"({"N":"1000000"})", 2},  // trailing zeros do not count
      {R"({"N":"0.0001"})", 2},   // nor do leading zeros
      {R"({"N":"-99999999999999999999999999999999999999"})", 21},
      {R"({"SS":["a","bc"]})", 3},
      {R"({"NS":["1","100","-1"]})", 7},
      {R"({"BS":["AA==","AAE="]})", 3},
      {R"({"L":[]})", 3},
      {R"({"L":[{"S":"ab"},{"N":"1"}]})", 3 + (1 + 2) + (1 + 2)},
      {R"({"M":{}})", 3},
      {R"({"M":{"key":{"S":"ab"},"k":{"L":[{"BOOL":false}]}}})", 3 + (3 + 2 + 1) + (1 + (3 + 1 + 1) + 1)},
  };
  for (const auto& [value, size] : cases) {
    INFO(std::string(value));
    CHECK(fits(parse_json(value), size, kMost));
    CHECK_FALSE(fits(parse_json(value), size, kMost + 1));
  }
}
