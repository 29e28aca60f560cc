#include "test_engine.h"

using namespace shardbook;

TEST_CASE("the endpoint is the region's") {
  TestEngine engine;
  engine.region = "eu-west-1";
  CHECK(engine.ok("DescribeEndpoints", "{}") ==
        Json::parse(R"({"Endpoints":[{"Address":"dynamodb.eu-west-1.amazonaws.com","CachePeriodInMinutes":1440}]})"));
}
