#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";

Json update(Json changes) {
  changes["TableName"] = "books";
  return changes;
}

Json described(TestEngine& engine) { return engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]; }

}  // namespace

TEST_CASE("protection is switched on and off, and always described") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(described(engine)["DeletionProtectionEnabled"] == false);
  engine.ok("UpdateTable", update({{"DeletionProtectionEnabled", true}}));
  CHECK(described(engine)["DeletionProtectionEnabled"] == true);
  engine.ok("UpdateTable", update({{"DeletionProtectionEnabled", false}}));
  CHECK(described(engine)["DeletionProtectionEnabled"] == false);
}

TEST_CASE("a table's KMS key is shown, the service's own key is not") {
  TestEngine engine;
  engine.create_table("books", false, {{"SSESpecification", {{"Enabled", false}}}});
  CHECK_FALSE(described(engine).contains("SSEDescription"));
  const std::string id = "arn:aws:kms:us-east-2:123456789012:key/0f0f0f0f-0000-4000-a000-000000000000";
  const Json with_key = update({{"SSESpecification", {{"Enabled", true}, {"SSEType", "KMS"}, {"KMSMasterKeyId", id}}}});
  CHECK(engine.ok("UpdateTable", with_key)["TableDescription"]["SSEDescription"] ==
        Json{{"Status", "UPDATING"}, {"SSEType", "KMS"}, {"KMSMasterKeyArn", id}});
  CHECK(described(engine)["SSEDescription"] == Json{{"Status", "ENABLED"}, {"SSEType", "KMS"}, {"KMSMasterKeyArn", id}});
  CHECK(engine.fault("UpdateTable", with_key) == kInvalid + "Table is already encrypted by given KMSMasterKey");
  const Json off = update({{"SSESpecification", {{"Enabled", false}}}});
  engine.ok("UpdateTable", off);
  CHECK_FALSE(described(engine).contains("SSEDescription"));
  CHECK(engine.fault("UpdateTable", off) == kInvalid + "Table is already encrypted by default");
}

TEST_CASE("a table created with SSE has a key in its region, given by id, by alias or not at all") {
  TestEngine engine;
  const auto key_of = [&](const std::string& table, Json specification) {
    specification["Enabled"] = true;
    engine.create_table(table, false, {{"SSESpecification", specification}});
    const Json description = engine.ok("DescribeTable", {{"TableName", table}})["Table"]["SSEDescription"];
    CHECK(description["Status"] == "ENABLED");
    return description["KMSMasterKeyArn"].get<std::string>();
  };
  const std::string prefix = "arn:aws:kms:us-east-2:123456789012:key/";
  CHECK(key_of("by-id", {{"KMSMasterKeyId", "1234"}}) == prefix + "1234");
  const std::string own = key_of("own", Json::object());
  CHECK(own.compare(0, prefix.size(), prefix) == 0);
  CHECK(own.size() == prefix.size() + 36);
  CHECK(key_of("by-alias", {{"KMSMasterKeyId", "alias/aws/dynamodb"}}) == own);
  CHECK(key_of("by-alias-arn", {{"KMSMasterKeyId", "arn:aws:kms:us-east-2:123456789012:alias/aws/dynamodb"}}) == own);
  CHECK(key_of("other", {{"KMSMasterKeyId", "alias/other"}}) != own);
}

TEST_CASE("maximum request units are for on-demand tables, and -1 removes them") {
  TestEngine engine;
  engine.create_table("books", false, {{"OnDemandThroughput", {{"MaxReadRequestUnits", 10}}}});
  CHECK(described(engine)["OnDemandThroughput"] == Json{{"MaxReadRequestUnits", 10}, {"MaxWriteRequestUnits", -1}});
  engine.ok("UpdateTable", update({{"OnDemandThroughput", {{"MaxReadRequestUnits", -1}, {"MaxWriteRequestUnits", 5}}}}));
  CHECK(described(engine)["OnDemandThroughput"] == Json{{"MaxReadRequestUnits", -1}, {"MaxWriteRequestUnits", 5}});
  CHECK(engine.fault("UpdateTable", update({{"OnDemandThroughput", {{"MaxWriteRequestUnits", 0}}}})) ==
        kInvalid + "Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range");
  const Json units = {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}};
  engine.ok("UpdateTable", update({{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", units}}));
  CHECK_FALSE(described(engine).contains("OnDemandThroughput"));
  CHECK(engine.fault("UpdateTable", update({{"OnDemandThroughput", {{"MaxReadRequestUnits", 5}}}})) ==
        kInvalid + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED");
}

TEST_CASE("warm throughput can be raised but never lowered") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(described(engine)["WarmThroughput"] == Json::parse(R"({"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"ACTIVE"})"));
  const Json raise = update({{"WarmThroughput", {{"ReadUnitsPerSecond", 15000}}}});
  CHECK(engine.ok("UpdateTable", raise)["TableDescription"]["WarmThroughput"]["Status"] == "UPDATING");
  CHECK(described(engine)["WarmThroughput"] == Json::parse(R"({"ReadUnitsPerSecond":15000,"WriteUnitsPerSecond":4000,"Status":"ACTIVE"})"));
  CHECK(engine.fault("UpdateTable", update({{"WarmThroughput", {{"ReadUnitsPerSecond", 14999}}}})).find("ValidationException: ") == 0);
  CHECK(engine.ok("UpdateTable", update({{"DeletionProtectionEnabled", true}}))["TableDescription"]["WarmThroughput"]["Status"] ==
        "ACTIVE");
}

TEST_CASE("settings of global tables and vector indexes are refused") {
  TestEngine engine;
  engine.create_table("books");
  const std::string global = "ValidationException: Shardbook does not support global tables";
  CHECK(engine.fault("UpdateTable", update({{"ReplicaUpdates", {{{"Create", {{"RegionName", "eu-west-1"}}}}}}})) == global);
  CHECK(engine.fault("UpdateTable", update({{"MultiRegionConsistency", "STRONG"}})) == global);
  CHECK(engine.fault("UpdateTable", update({{"GlobalTableWitnessUpdates", {{{"Create", {{"RegionName", "eu-west-1"}}}}}}})) == global);
  CHECK(engine.fault("UpdateTable", update({{"DisassociationProtectionEnabled", false}})) == global);
  CHECK(engine.fault("UpdateTable", update({{"GlobalTableSettingsReplicationMode", "ENABLED"}})) == global);
  CHECK(engine.fault("UpdateTable", update({{"VectorIndexUpdates", {{{"Delete", {{"IndexName", "abc"}}}}}}})) ==
        "ValidationException: Shardbook does not support vector indexes");
  CHECK(engine.fault("UpdateTable", update({{"ReplicaUpdates", {{{"Create", Json::object()}}}}})) ==
        "ValidationException: 1 validation error detected: Value null at 'replicaUpdates.1.member.create.regionName' failed to satisfy "
        "constraint: Member must not be null");
}

TEST_CASE("a table can only change once at a time") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  const Json protect = update({{"DeletionProtectionEnabled", true}});
  const std::string in_use = "ResourceInUseException: Attempt to change a resource which is still in use: Table is being ";
  CHECK(engine.fault("UpdateTable", protect) == in_use + "created: books");
  engine.now += 60'000;
  engine.ok("UpdateTable", protect);
  CHECK(engine.fault("UpdateTable", protect) == in_use + "updated: books");
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") == in_use + "updated: books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  engine.now += 60'000;
  engine.ok("UpdateTable", update({{"DeletionProtectionEnabled", false}}));
  engine.now += 60'000;
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  CHECK(engine.fault("UpdateTable", protect) == in_use + "deleted: books");
}
