#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";

std::string fault(Json changes) {
  TestEngine engine;
  Json body = {{"TableName", "books"},
               {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}}},
               {"AttributeDefinitions", {{{"AttributeName", "pk"}, {"AttributeType", "S"}}}},
               {"BillingMode", "PAY_PER_REQUEST"}};
  body.update(changes);
  const std::string message = engine.fault("CreateTable", body);
  CHECK(engine.ok("ListTables", "{}")["TableNames"].empty());
  return message;
}

}  // namespace

TEST_CASE("table class and deletion protection are shown in the response") {
  TestEngine engine;
  engine.create_table("books", false, {{"TableClass", "STANDARD_INFREQUENT_ACCESS"}, {"DeletionProtectionEnabled", false}});
  const Json table = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"];
  CHECK(table["TableClassSummary"] == Json{{"TableClass", "STANDARD_INFREQUENT_ACCESS"}});
  CHECK(table["DeletionProtectionEnabled"] == false);
}

TEST_CASE("capacity that does not fit the billing mode is refused") {
  const Json provisioned = {{"BillingMode", "PROVISIONED"},
                            {"ProvisionedThroughput", {{"ReadCapacityUnits", 50}, {"WriteCapacityUnits", 50}}}};
  Json with_maximum = provisioned;
  with_maximum["OnDemandThroughput"] = {{"MaxWriteRequestUnits", 5}};
  CHECK(fault(with_maximum) ==
        kInvalid + "MaxWriteRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.");
  CHECK(fault({{"OnDemandThroughput", {{"MaxReadRequestUnits", 0}}}}) ==
        kInvalid + "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range");
  Json with_warm = provisioned;
  with_warm["WarmThroughput"] = {{"ReadUnitsPerSecond", 49}};
  CHECK(fault(with_warm) ==
        kInvalid + "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than ReadCapacityUnits of ProvisionedThroughput");
  CHECK(
      fault({{"WarmThroughput", {{"WriteUnitsPerSecond", 3999}}}}) ==
      kInvalid +
          "Requested WriteUnitsPerSecond for WarmThroughput for table is lower than initial throughput for OnDemand. See: "
          "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial");
}

TEST_CASE("a new table has no maximum to remove") {
  CHECK(fault({{"OnDemandThroughput", {{"MaxReadRequestUnits", -1}}}}) ==
        kInvalid + "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range");
  const Json index = {{"IndexName", "idx"},
                      {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}}},
                      {"Projection", {{"ProjectionType", "ALL"}}},
                      {"OnDemandThroughput", {{"MaxWriteRequestUnits", 0}}}};
  CHECK(fault({{"GlobalSecondaryIndexes", {index}}}) ==
        kInvalid + "Requested MaxWriteRequestUnits for OnDemandThroughput for index : idx is outside of valid range");
}

TEST_CASE("a new index's warm throughput has a member, and is not below the initial one") {
  const auto with_warmth = [](const Json& warm) {
    return fault({{"GlobalSecondaryIndexes",
                   {{{"IndexName", "idx"},
                     {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}}},
                     {"Projection", {{"ProjectionType", "ALL"}}},
                     {"WarmThroughput", warm}}}}});
  };
  CHECK(with_warmth(Json::object()) ==
        kInvalid + "WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: idx");
  CHECK(with_warmth({{"WriteUnitsPerSecond", 3999}})
            .find(kInvalid +
                  "Requested WriteUnitsPerSecond for WarmThroughput for index idx is lower than initial throughput for OnDemand. "
                  "See: https://") == 0);
}

TEST_CASE("invalid encryption settings are refused") {
  CHECK(fault({{"SSESpecification", {{"Enabled", true}, {"SSEType", "AES256"}}}}) == kInvalid + "SSEType AES256 is not supported");
  CHECK(fault({{"SSESpecification", {{"Enabled", false}, {"KMSMasterKeyId", "1234"}}}}) ==
        kInvalid + "KMSMasterKeyId can not be specified if Enabled is false");
  CHECK(fault({{"SSESpecification", {{"Enabled", false}, {"SSEType", "KMS"}, {"KMSMasterKeyId", "1234"}}}}) ==
        kInvalid + "SSEType can not be specified if Enabled is false");
  CHECK(fault({{"SSESpecification", {{"Enabled", true}, {"KMSMasterKeyId", "1234"}}}}) ==
        kInvalid + "SSEType KMS is required if KMSMasterKeyId is specified");
}

TEST_CASE("SSEType alone switches encryption on") {
  TestEngine engine;
  engine.create_table("books", false, {{"SSESpecification", {{"SSEType", "KMS"}}}});
  CHECK(engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["SSEDescription"]["Status"] == "ENABLED");
}

TEST_CASE("invalid tags or policies create no table") {
  CHECK(fault({{"Tags", {{{"Key", "aws:a"}, {"Value", ""}}}}}) == "ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:a");
  CHECK(fault({{"ResourcePolicy", "nonsense"}}).find(kInvalid) == 0);
}

TEST_CASE("a vector index or a source in another region is refused") {
  CHECK(fault({{"GlobalTableSourceArn", "arn:aws:dynamodb:eu-west-1:123456789012:table/books"}}) ==
        "ValidationException: Shardbook does not support global tables");
  const Json index = {{"IndexName", "abc"},
                      {"VectorAttribute", {{"AttributeName", "v"}}},
                      {"Projection", {{"ProjectionType", "ALL"}}},
                      {"Dimensions", 3},
                      {"DistanceFunction", "COSINE"}};
  CHECK(fault({{"VectorIndexes", {index}}}) == "ValidationException: Shardbook does not support vector indexes");
}
