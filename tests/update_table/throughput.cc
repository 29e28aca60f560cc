#include "test_engine.h"

using namespace shardbook;

namespace {

Json units(int read, int write) { return {{"ProvisionedThroughput", {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}}}}; }

void create_provisioned(TestEngine& engine) {
  Json extra = units(5, 5);
  extra["BillingMode"] = "PROVISIONED";
  engine.create_table("books", false, extra);
}

Json update(Json changes) {
  changes["TableName"] = "books";
  return changes;
}

Json described(TestEngine& engine) { return engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]; }

}  // namespace

TEST_CASE("throughput changes show the old values first, and must be a change") {
  TestEngine engine;
  create_provisioned(engine);
  const Json raised = engine.ok("UpdateTable", update(units(7, 5)))["TableDescription"];
  CHECK(raised["TableStatus"] == "UPDATING");
  CHECK(raised["ProvisionedThroughput"]["ReadCapacityUnits"] == 5);
  const Json after = described(engine)["ProvisionedThroughput"];
  CHECK(after["ReadCapacityUnits"] == 7);
  CHECK(after.contains("LastIncreaseDateTime"));
  CHECK(
      engine.fault("UpdateTable", update(units(7, 5))) ==
      "ValidationException: The provisioned throughput for the table will not change. The requested value equals the current value. "
      "Current ReadCapacityUnits provisioned for the table: 7. Requested ReadCapacityUnits: 7. Current WriteCapacityUnits provisioned for "
      "the table: 5. Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request "
      "higher limits.");
}

TEST_CASE("UpdateTable's required parameters are checked before the table is looked up") {
  TestEngine engine;
  CHECK(engine.fault("UpdateTable", update(Json::object())) ==
        "ValidationException: At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
        "GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, "
        "MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required");
  CHECK(engine.fault("UpdateTable", update({{"BillingMode", "PROVISIONED"}})) ==
        "ValidationException: One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is "
        "PROVISIONED");
  Json both = units(5, 5);
  both["BillingMode"] = "PAY_PER_REQUEST";
  const std::string missing = "ResourceNotFoundException: Requested resource not found: Table: books not found";
  CHECK(engine.fault("UpdateTable", update(both)) == missing);
  CHECK(engine.fault("UpdateTable", update(units(5, 5))) == missing);
}

TEST_CASE("units cannot be set on an on-demand table") {
  TestEngine engine;
  create_provisioned(engine);
  const std::string neither =
      "ValidationException: One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
      "when BillingMode is PAY_PER_REQUEST";
  Json both = units(6, 6);
  both["BillingMode"] = "PAY_PER_REQUEST";
  CHECK(engine.fault("UpdateTable", update(both)) == neither);
  engine.ok("UpdateTable", update({{"BillingMode", "PAY_PER_REQUEST"}}));
  CHECK(engine.fault("UpdateTable", update(units(6, 6))) == neither);
}

TEST_CASE("a change of the billing mode shows at once, its date when the table is ACTIVE") {
  TestEngine engine;
  create_provisioned(engine);
  CHECK_FALSE(described(engine).contains("BillingModeSummary"));
  const Json changed = engine.ok("UpdateTable", update({{"BillingMode", "PAY_PER_REQUEST"}}))["TableDescription"];
  CHECK(changed["BillingModeSummary"] == Json{{"BillingMode", "PAY_PER_REQUEST"}});
  const Json zero = parse_json(R"({"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0})");
  CHECK(described(engine)["ProvisionedThroughput"] == zero);
  CHECK(described(engine)["BillingModeSummary"]["LastUpdateToPayPerRequestDateTime"] == 1'700'000'000.0);
  Json back = units(8, 9);
  back["BillingMode"] = "PROVISIONED";
  engine.ok("UpdateTable", update(back));
  CHECK(described(engine)["BillingModeSummary"]["BillingMode"] == "PROVISIONED");
  CHECK(described(engine)["ProvisionedThroughput"]["WriteCapacityUnits"] == 9);
}

TEST_CASE("setting the table's current billing mode makes it UPDATING for one call") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  const Json same = update({{"BillingMode", "PAY_PER_REQUEST"}});
  CHECK(engine.ok("UpdateTable", same)["TableDescription"]["TableStatus"] == "UPDATING");
  CHECK(described(engine)["TableStatus"] == "ACTIVE");
}

TEST_CASE("raising the throughput splits partitions at once") {
  TestEngine engine;
  const Json throughput =
      parse_json(R"({"BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}})");
  engine.create_table("books", false, throughput);
  const auto partitions = [&] { return parse_json(engine.engine.inspect(R"({"kind":"tables"})"))["tables"][0]["partitions"].size(); };
  CHECK(partitions() == 1);
  engine.ok("UpdateTable", R"({"TableName":"books","ProvisionedThroughput":{"ReadCapacityUnits":5000,"WriteCapacityUnits":1000}})");
  CHECK(partitions() == 3);
  engine.ok("ListTables", "{}");
  CHECK(partitions() == 3);
}
