#include <algorithm>

#include "test_engine.h"

using namespace shardbook;

namespace {

double scanned(TestEngine& engine, Json request) {
  request["TableName"] = "tab";
  request["ReturnConsumedCapacity"] = "TOTAL";
  return engine.ok("Scan", request)["ConsumedCapacity"]["CapacityUnits"];
}

void put(TestEngine& engine, const std::string& key, std::size_t bytes) {
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", key}}}, {"x", {{"S", std::string(bytes, 'x')}}}}}});
}

}  // namespace

TEST_CASE("Scan is charged for each partition it reads, even empty ones") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(scanned(engine, {{"ConsistentRead", true}}) == 4);
  CHECK(scanned(engine, Json::object()) == 2);
}

TEST_CASE("Scan rounds up what it reads from each partition, then adds") {
  TestEngine engine;
  engine.create_table("tab");
  for (int i = 0; i < 12; ++i) put(engine, "k" + std::to_string(i), 1000);  // about three items per partition
  const double units = scanned(engine, {{"ConsistentRead", true}});
  CHECK(units >= 4);
  CHECK(units <= 8);
  for (int i = 0; i < 8; ++i) put(engine, "k" + std::to_string(i), 9000);  // three units each
  CHECK(scanned(engine, {{"ConsistentRead", true}}) >= 8 * 9000.0 / 4096);
}

TEST_CASE("Scan costs what its partitions cost one by one, each rounded up to whole units of 4 KB") {
  TestEngine engine;
  engine.create_table("tab");
  for (int i = 0; i < 12; ++i) put(engine, "k" + std::to_string(10 + i), 1000);
  double units = 0;
  for (int segment = 0; segment < 4; ++segment) {  // a new on-demand table has four partitions
    const Json request = {{"TableName", "tab"}, {"ConsistentRead", true}, {"TotalSegments", 4}, {"Segment", segment}};
    const int bytes = engine.ok("Scan", request)["Count"].get<int>() * (2 + 3 + 1 + 1000);
    const int own = std::max(1, (bytes + 4095) / 4096);
    CHECK(scanned(engine, request) == own);
    units += own;
  }
  CHECK(units > 4);
  CHECK(scanned(engine, {{"ConsistentRead", true}}) == units);
  CHECK(scanned(engine, Json::object()) == units / 2);
}

TEST_CASE("a page of Scan that ends early is charged for the partitions it reached") {
  TestEngine engine;
  engine.create_table("tab");
  for (int i = 0; i < 40; ++i) put(engine, "k" + std::to_string(i), 10);
  CHECK(scanned(engine, {{"ConsistentRead", true}, {"Limit", 1}}) == 1);
  CHECK(scanned(engine, {{"ConsistentRead", true}, {"Limit", 40}}) == 4);
}

TEST_CASE("a segment of Scan is charged for the partitions it covers") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(scanned(engine, {{"ConsistentRead", true}, {"TotalSegments", 4}, {"Segment", 1}}) == 1);
  CHECK(scanned(engine, {{"ConsistentRead", true}, {"TotalSegments", 2}, {"Segment", 1}}) == 2);
}
