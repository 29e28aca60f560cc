#include "test_indexes.h"
#include "test_streams.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";

Json units(int count) { return {{"ReadCapacityUnits", count}, {"WriteCapacityUnits", count}}; }
Json provisioned() { return {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", units(10)}}; }

const Json kClass = {{"TableClass", "STANDARD_INFREQUENT_ACCESS"}};
const Json kProtection = {{"DeletionProtectionEnabled", false}};
const Json kEncryption = {{"SSESpecification", {{"Enabled", true}}}};
const Json kMaximum = {{"OnDemandThroughput", {{"MaxReadRequestUnits", 5}}}};
const Json kWarm = {{"WarmThroughput", {{"ReadUnitsPerSecond", 20000}}}};
const Json kThroughput = {{"ProvisionedThroughput", units(11)}};
const Json kOnDemand = {{"BillingMode", "PAY_PER_REQUEST"}};
const Json kStream = {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}};
const Json kReplica = {{"ReplicaUpdates", {{{"Create", {{"RegionName", "eu-west-1"}}}}}}};

Json new_index(const Json& members = Json::object()) {
  return {{"Create", with(index_definition("new", Json::array({hash_key("pk")})), members)}};
}
Json index_units() { return {{"Update", {{"IndexName", "old"}, {"ProvisionedThroughput", units(2)}}}}; }
Json updates(const std::vector<Json>& list) {
  return {{"GlobalSecondaryIndexUpdates", Json(list)}, {"AttributeDefinitions", definitions({{"pk", "S"}})}};
}

Json together(const std::vector<Json>& changes) {
  Json body = {{"TableName", "books"}};
  for (const Json& change : changes) body.update(change);
  return body;
}

void create_books(TestEngine& engine, bool is_provisioned) {
  Json index = index_definition("old", Json::array({hash_key("pk")}));
  if (is_provisioned) index["ProvisionedThroughput"] = units(1);
  engine.create_table("books", false, with(is_provisioned ? provisioned() : Json::object(), {{"GlobalSecondaryIndexes", {index}}}));
}

std::string fault(const std::vector<Json>& changes, bool is_provisioned = false) {
  TestEngine engine;
  create_books(engine, is_provisioned);
  return engine.fault("UpdateTable", together(changes));
}

Json updated(const std::vector<Json>& changes, bool is_provisioned = false) {
  TestEngine engine;
  create_books(engine, is_provisioned);
  engine.ok("UpdateTable", together(changes));
  return engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"];
}

}  // namespace

TEST_CASE("encryption, table class, deletion protection, replicas and warm throughput must change alone, and are reported in that order") {
  const std::string alone = " modification must be the only operation in the request";
  CHECK(fault({kEncryption, kClass, kProtection, kWarm}) == kInvalid + "Server-Side Encryption" + alone);
  CHECK(fault({kEncryption, kStream}) == kInvalid + "Server-Side Encryption" + alone);
  CHECK(fault({kClass, kProtection, kWarm}) == kInvalid + "TableClass" + alone);
  CHECK(fault({kClass, kThroughput}, true) == kInvalid + "TableClass" + alone);
  CHECK(fault({kProtection, kWarm}) == kInvalid + "DeletionProtection" + alone);
  CHECK(fault({kProtection, kStream}) == kInvalid + "DeletionProtection" + alone);
  CHECK(fault({kEncryption, kReplica}) == kInvalid + "Server-Side Encryption" + alone);
  CHECK(fault({kClass, kReplica}) == kInvalid + "TableClass" + alone);
  CHECK(fault({kProtection, kReplica}) == kInvalid + "DeletionProtection" + alone);
  CHECK(fault({kReplica, kWarm}) == kInvalid + "Replica" + alone);
  CHECK(fault({kReplica, kStream}) == kInvalid + "Replica" + alone);
  CHECK(fault({kReplica, kMaximum}) == kInvalid + "Replica" + alone);
  CHECK(fault({kReplica, updates({new_index()})}) == kInvalid + "Replica" + alone);
  CHECK(fault({kWarm, kStream}) == kInvalid + "WarmThroughput must be the only operation in the request");
  CHECK(fault({kWarm, kOnDemand}, true) == kInvalid + "WarmThroughput must be the only operation in the request");
  CHECK(fault({kWarm, updates({new_index()})}) ==
        kInvalid + "Create global secondary index cannot be specified when updating WarmThroughput");
}

TEST_CASE("a maximum can only be combined with a billing mode") {
  const std::string only = kInvalid + "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request";
  CHECK(fault({kMaximum, kStream}) == only);
  CHECK(fault({kMaximum, updates({new_index()})}) == only);
  CHECK(fault({kMaximum, kOnDemand, kStream}) == only);
  CHECK(fault({kMaximum, kThroughput}, true) == only);
  CHECK(updated({kMaximum, kOnDemand}, true)["OnDemandThroughput"] == Json{{"MaxReadRequestUnits", 5}});
}

TEST_CASE("a stream change cannot be combined with throughput or an index") {
  CHECK(fault({kThroughput, kStream}, true) == kInvalid + "You cannot modify stream status while updating table IOPS");
  CHECK(fault({provisioned(), kStream}) == kInvalid + "You cannot modify stream status while updating table IOPS");
  CHECK(fault({updates({index_units()}), kStream}, true) == kInvalid + "You cannot modify stream status while updating table IOPS");
  CHECK(fault({updates({new_index()}), kStream}) == kInvalid + "You cannot create or delete index while changing stream status");
  const Json drop = {{"Delete", {{"IndexName", "old"}}}};
  CHECK(fault({updates({drop}), kStream}) == kInvalid + "You cannot create or delete index while changing stream status");
  CHECK(updated({kOnDemand, kStream}, true)["StreamSpecification"]["StreamEnabled"] == true);
}

TEST_CASE("creating or deleting an index cannot be combined with new throughput of the table") {
  const Json index = new_index({{"ProvisionedThroughput", units(1)}});
  CHECK(fault({kThroughput, updates({index})}, true) == kInvalid + "You cannot create or delete index while updating table IOPS");
  const Json drop = {{"Delete", {{"IndexName", "old"}}}};
  CHECK(fault({provisioned(), updates({drop})}) == kInvalid + "You cannot create or delete index while updating table IOPS");
  CHECK(updated({updates({index, index_units()})}, true)["GlobalSecondaryIndexes"].size() == 2);
  CHECK(updated({kOnDemand, updates({new_index()})}, true)["GlobalSecondaryIndexes"].size() == 2);
}

TEST_CASE("billing mode, throughput and the throughput of indexes can change together") {
  const Json table = updated({provisioned(), updates({index_units()})});
  CHECK(table["ProvisionedThroughput"]["ReadCapacityUnits"] == 10);
  CHECK(table["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"] == 2);
  CHECK(updated({kThroughput, updates({index_units()})}, true)["ProvisionedThroughput"]["ReadCapacityUnits"] == 11);
}

TEST_CASE("an empty list of index updates counts as absent alone, and is an error alongside a change") {
  const Json empty = {{"GlobalSecondaryIndexUpdates", Json::array()}};
  CHECK(fault({empty}).find("ValidationException: At least one of ProvisionedThroughput, BillingMode, ") == 0);
  CHECK(fault({empty, kStream}) == kInvalid + "List of GlobalSecondaryIndexUpdates is empty");
}

TEST_CASE("combinations are checked before the table is looked up") {
  TestEngine engine;
  CHECK(engine.fault("UpdateTable", together({kEncryption, kClass})).find("ValidationException: ") == 0);
}
