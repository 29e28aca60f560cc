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
  CHECK(engine.fault("UpdateTable", with_key) ==
        kInvalid + "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key");
  const Json off = update({{"SSESpecification", {{"Enabled", false}}}});
  engine.ok("UpdateTable", off);
  CHECK_FALSE(described(engine).contains("SSEDescription"));
  CHECK(engine.fault("UpdateTable", off) == kInvalid + "Table is already encrypted by default");
}

TEST_CASE("a table created with SSE has a key in its region, given by id, by alias or not at all") {
  TestEngine engine;
  const auto key_of = [&](const std::string& table, Json specification) {
    specification["Enabled"] = true;
    if (specification.contains("KMSMasterKeyId")) specification["SSEType"] = "KMS";
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
  CHECK(described(engine)["OnDemandThroughput"] == Json{{"MaxReadRequestUnits", 10}});
  engine.ok("UpdateTable", update({{"OnDemandThroughput", {{"MaxReadRequestUnits", -1}, {"MaxWriteRequestUnits", 5}}}}));
  CHECK(described(engine)["OnDemandThroughput"] == Json{{"MaxWriteRequestUnits", 5}});
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
  CHECK(described(engine)["WarmThroughput"] == parse_json(R"({"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"ACTIVE"})"));
  const Json raise = update({{"WarmThroughput", {{"ReadUnitsPerSecond", 15000}}}});
  CHECK(engine.ok("UpdateTable", raise)["TableDescription"]["WarmThroughput"]["Status"] == "UPDATING");
  CHECK(described(engine)["WarmThroughput"] == parse_json(R"({"ReadUnitsPerSecond":15000,"WriteUnitsPerSecond":4000,"Status":"ACTIVE"})"));
  CHECK(engine.fault("UpdateTable", update({{"WarmThroughput", {{"ReadUnitsPerSecond", 14999}}}})) ==
        kInvalid +
            "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is "
            "not supported");
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
  const Json change = update({{"TableClass", "STANDARD_INFREQUENT_ACCESS"}});
  const std::string in_use = "ResourceInUseException: Attempt to change a resource which is still in use: Table is being ";
  CHECK(engine.fault("UpdateTable", change) == in_use + "created: books");
  engine.now += 60'000;
  engine.ok("UpdateTable", change);
  CHECK(engine.fault("UpdateTable", update({{"OnDemandThroughput", {{"MaxReadRequestUnits", 5}}}})) == in_use + "updated: books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  engine.now += 60'000;
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  CHECK(engine.fault("UpdateTable", change) == in_use + "deleted: books");
}

TEST_CASE("deletion protection changes at once, even while the table is UPDATING") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  const auto protect = [](bool enabled) { return update({{"DeletionProtectionEnabled", enabled}}); };
  const Json table = engine.ok("UpdateTable", protect(true))["TableDescription"];
  CHECK(table["TableStatus"] == "ACTIVE");
  CHECK(table["DeletionProtectionEnabled"] == true);
  engine.now += 60'000;
  engine.ok("UpdateTable", update({{"TableClass", "STANDARD_INFREQUENT_ACCESS"}}));
  CHECK(engine.ok("UpdateTable", protect(false))["TableDescription"]["DeletionProtectionEnabled"] == false);
}

TEST_CASE("encryption is UPDATING for a while, but its table stays ACTIVE") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  const Json table = engine.ok("UpdateTable", update({{"SSESpecification", {{"Enabled", true}}}}))["TableDescription"];
  CHECK(table["TableStatus"] == "ACTIVE");
  CHECK(table["SSEDescription"]["Status"] == "UPDATING");
  engine.now += 60'000;
  CHECK(described(engine)["SSEDescription"]["Status"] == "ENABLED");
}

TEST_CASE("the table class stays the old one until the update has settled") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books", false, {{"TableClass", "STANDARD"}});
  engine.now += 60'000;
  const Json updating = engine.ok("UpdateTable", update({{"TableClass", "STANDARD_INFREQUENT_ACCESS"}}))["TableDescription"];
  CHECK(updating["TableStatus"] == "UPDATING");
  CHECK(updating["TableClassSummary"]["TableClass"] == "STANDARD");
  engine.now += 60'000;
  CHECK(described(engine)["TableClassSummary"]["TableClass"] == "STANDARD_INFREQUENT_ACCESS");
  CHECK(engine.fault("UpdateTable", update({{"TableClass", "COLD"}})) ==
        "ValidationException: Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, "
        "STANDARD_INFREQUENT_ACCESS].");
}

TEST_CASE("enabling encryption with the table's own key, not given by ARN, counts as a change") {
  TestEngine engine;
  engine.create_table("books", false, {{"SSESpecification", {{"Enabled", true}, {"SSEType", "KMS"}}}});
  engine.ok("UpdateTable", update({{"SSESpecification", {{"Enabled", true}}}}));
}

TEST_CASE("encryption settings that contradict each other are refused before the table is looked up") {
  TestEngine engine;
  const auto fault = [&](const Json& specification) { return engine.fault("UpdateTable", update({{"SSESpecification", specification}})); };
  CHECK(fault({{"Enabled", false}, {"SSEType", "KMS"}}) == kInvalid + "SSEType can not be specified if Enabled is false");
  CHECK(fault({{"Enabled", false}, {"KMSMasterKeyId", "1"}}) == kInvalid + "KMSMasterKeyId can not be specified if Enabled is false");
  CHECK(fault({{"Enabled", true}, {"KMSMasterKeyId", "1"}}) == kInvalid + "SSEType KMS is required if KMSMasterKeyId is specified");
  CHECK(fault({{"SSEType", "AES256"}}) == kInvalid + "SSEType AES256 is not supported");
}

TEST_CASE("a maximum or warm throughput without members is an internal failure alone, and ignored alongside another change") {
  TestEngine engine;
  engine.create_table("books");
  for (const char* member : {"OnDemandThroughput", "WarmThroughput"}) {
    const Json empty = {{member, Json::object()}};
    CHECK(engine.call("UpdateTable", update(empty)) == Json{{"__type", "com.amazon.coral.service#InternalFailure"}});
    CHECK(engine.status == 500);
    Json both = update(empty);
    both["DeletionProtectionEnabled"] = false;
    engine.ok("UpdateTable", both);
  }
}

TEST_CASE("warm throughput stays at its highest when provisioned throughput is lowered") {
  TestEngine engine;
  const auto provisioned = [](int units) {
    return Json{{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", units}, {"WriteCapacityUnits", units}}}};
  };
  const auto warm = [&](int read, int write) {
    CHECK(described(engine)["WarmThroughput"] == Json{{"ReadUnitsPerSecond", read}, {"WriteUnitsPerSecond", write}, {"Status", "ACTIVE"}});
  };
  engine.create_table("books", false, provisioned(10));
  warm(10, 10);
  engine.ok("UpdateTable", update(provisioned(2)));
  warm(10, 10);
  engine.ok("UpdateTable", update(provisioned(20)));
  warm(20, 20);
  engine.ok("UpdateTable", update({{"BillingMode", "PAY_PER_REQUEST"}}));
  warm(12000, 4000);
}
