#include <vector>

#include "test_engine.h"

using namespace shardbook;

namespace {

std::vector<std::string> scanned_keys(const char* type, const std::vector<std::string>& keys) {
  TestEngine engine;
  engine.create_table("tab", false, {{"AttributeDefinitions", {{{"AttributeName", "pk"}, {"AttributeType", type}}}}});
  for (const std::string& key : keys) engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{type, key}}}}}});
  std::vector<std::string> order;
  const Json answer = engine.ok("Scan", Json{{"TableName", "tab"}});
  for (const Json& item : answer["Items"]) order.push_back(item["pk"][type]);
  return order;
}

}  // namespace

TEST_CASE("Scan returns items in the order of the service's partition hash") {
  CHECK(scanned_keys("S", {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "hello", "äáöü", "aardman", "zapf"}) ==
        std::vector<std::string>{"2", "8", "9", "1", "6", "hello", "0", "5", "4", "äáöü", "aardman", "7", "3", "zapf"});
  CHECK(scanned_keys("N", {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "999.9", "-999.9", "-0.09", "0.012345"}) ==
        std::vector<std::string>{"7", "999.9", "8", "3", "2", "-999.9", "9", "4", "-0.09", "6", "1", "0", "0.012345", "5"});
}

TEST_CASE("the segments of a parallel Scan contain every item once") {
  for (const int total : {1, 2, 3, 7, 100, 5000}) {
    TestEngine engine;
    engine.create_table("tab");
    for (int i = 0; i < 60; ++i) engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", std::to_string(i)}}}}}});
    int seen = 0;
    for (int segment = 0; segment < total; ++segment) {
      seen += engine.ok("Scan", Json{{"TableName", "tab"}, {"Segment", segment}, {"TotalSegments", total}})["Count"].get<int>();
    }
    CHECK(seen == 60);
  }
}

TEST_CASE("segments are refused unless both numbers are given and valid") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(
      engine.fault("Scan", R"({"TableName":"tab","Segment":0})") ==
      "ValidationException: The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
  CHECK(
      engine.fault("Scan", R"({"TableName":"tab","TotalSegments":2})") ==
      "ValidationException: The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
  CHECK(
      engine.fault("Scan", R"({"TableName":"tab","Segment":2,"TotalSegments":2})") ==
      "ValidationException: The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than "
      "TotalSegments: 2");
}
