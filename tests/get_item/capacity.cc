#include "test_engine.h"

using namespace shardbook;

TEST_CASE("a read costs half a unit per 4 KB, a consistent one a whole unit, whatever is projected") {
  TestEngine engine;
  engine.create_table("tab");
  const auto units = [&](bool consistent, Json extra = Json::object()) -> double {
    Json body = {{"TableName", "tab"},
                 {"Key", parse_json(R"({"pk":{"S":"a"}})")},
                 {"ConsistentRead", consistent},
                 {"ReturnConsumedCapacity", "TOTAL"}};
    body.update(extra);
    return engine.ok("GetItem", body)["ConsumedCapacity"]["CapacityUnits"];
  };
  CHECK(units(false) == 0.5);
  CHECK(units(true) == 1);
  const std::tuple<std::size_t, double, double> cases[] = {{4096, 0.5, 1}, {4097, 1, 2}, {400 * 1024, 50, 100}};
  for (const auto& [bytes, eventual, consistent] : cases) {
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"v", {{"S", std::string(bytes - 4, 'x')}}}}}});
    CHECK(units(false) == eventual);
    CHECK(units(true) == consistent);
    CHECK(units(true, {{"ProjectionExpression", "pk"}}) == consistent);
  }
}
