#include "test_engine.h"

using namespace shardbook;

TEST_CASE("an update whose condition fails is charged for the larger of the current and the would-be item") {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"}}})");
  engine.ok("UpdateTable",
            R"({"TableName":"tab","BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":9,"WriteCapacityUnits":9}})");
  const auto written = [&] {
    const Json tables = parse_json(engine.engine.inspect(R"({"kind":"tables"})"));
    double units = 0;
    for (const Json& partition : tables["tables"][0]["partitions"]) units += partition["writeUnits"].get<double>();
    return units;
  };
  const double before = written();
  CHECK(engine.fault("UpdateItem", Json{{"TableName", "tab"},
                                        {"Key", {{"pk", {{"S", "a"}}}}},
                                        {"UpdateExpression", "SET x = :x"},
                                        {"ConditionExpression", "attribute_exists(y)"},
                                        {"ExpressionAttributeValues", {{":x", {{"S", std::string(3000, 'x')}}}}}}) ==
        "ConditionalCheckFailedException: The conditional request failed");
  CHECK(written() - before == 3);
}
