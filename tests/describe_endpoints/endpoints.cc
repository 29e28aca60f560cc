#include "test_engine.h"

using namespace shardbook;

TEST_CASE("DescribeEndpoints returns the region's endpoint") {
  TestEngine engine;
  engine.region = "eu-west-1";
  CHECK(engine.ok("DescribeEndpoints", "{}") ==
        parse_json(R"({"Endpoints":[{"Address":"dynamodb.eu-west-1.amazonaws.com","CachePeriodInMinutes":1440}]})"));
}
