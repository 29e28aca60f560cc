#include "test_engine.h"

using namespace shardbook;

TEST_CASE("the account has the default limits of AWS") {
  TestEngine engine;
  CHECK(engine.ok("DescribeLimits", "{}") == parse_json(R"({"AccountMaxReadCapacityUnits":80000,"AccountMaxWriteCapacityUnits":80000,
                        "TableMaxReadCapacityUnits":40000,"TableMaxWriteCapacityUnits":40000})"));
  engine.text("DescribeLimits", "[]");
  CHECK(engine.status == 400);
}
