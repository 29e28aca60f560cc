#include "test_engine.h"

using namespace shardbook;

// With the service's latency an update takes a while; these are the errors of other updates meanwhile.

namespace {

Json update(Json members) {
  members["TableName"] = "books";
  return members;
}

const Json kThroughput =
    update(parse_json(R"({"BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}})"));
const Json kStream = update(parse_json(R"({"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})"));
const Json kNoStream = update(parse_json(R"({"StreamSpecification":{"StreamEnabled":false}})"));
const Json kMaximum = update(parse_json(R"({"OnDemandThroughput":{"MaxReadRequestUnits":5}})"));
const Json kIndex = update(parse_json(R"({"AttributeDefinitions":[{"AttributeName":"author","AttributeType":"S"}],
    "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by_author","KeySchema":[{"AttributeName":"author","KeyType":"HASH"}],
                                              "Projection":{"ProjectionType":"ALL"}}}]})"));
const Json kNoIndex = update(parse_json(R"({"GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"by_author"}}]})"));

struct Books {
  Books() : engine(Options{0, false, true}) {
    engine.create_table("books");
    engine.now += kMinute;
  }
  Json start(const Json& change) { return engine.ok("UpdateTable", change)["TableDescription"]; }
  std::string fault(const Json& change) {
    const std::string message = engine.fault("UpdateTable", change);
    const std::string in_use = "ResourceInUseException: Attempt to change a resource which is still in use: ";
    return message.compare(0, in_use.size(), in_use) == 0 ? message.substr(in_use.size()) : message;
  }

  static constexpr std::int64_t kMinute = 60'000;
  TestEngine engine;
};

}  // namespace

TEST_CASE("while throughput is being updated, neither throughput nor the stream can change") {
  Books books;
  books.start(kThroughput);
  CHECK(books.fault(kThroughput) == "Table IOPS are currently being updated. Table: books");
  CHECK(books.fault(kStream) == "Can't enable or disable stream while table IOPS are being updated. Table: books");
  books.engine.now += Books::kMinute;
  books.start(update(parse_json(R"({"ProvisionedThroughput":{"ReadCapacityUnits":2,"WriteCapacityUnits":2}})")));
  CHECK(books.fault(update({{"BillingMode", "PAY_PER_REQUEST"}})) == "Table IOPS are currently being updated. Table: books");
}

TEST_CASE("while the billing mode is being updated, on-demand maximums cannot change") {
  Books books;
  books.start(kThroughput);
  CHECK(books.fault(kMaximum) == "OnDemandThroughput cannot be updated while BillingMode update is in progress");
}

TEST_CASE("while the stream is being switched on or off, neither throughput nor the stream can change") {
  Books books;
  for (const auto& [change, operation] : {std::pair(kStream, "ENABLE"), std::pair(kNoStream, "DISABLE")}) {
    books.start(change);
    const std::string arn = books.engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["LatestStreamArn"];
    const std::string stream = " Table: books Stream: " + arn.substr(arn.rfind('/') + 1) + " Operation: " + operation;
    CHECK(books.fault(kThroughput) == "Can't change table IOPS when stream status is being updated." + stream);
    CHECK(books.fault(kNoStream) == "A stream status change is currently in progress." + stream);
    books.engine.now += Books::kMinute;
  }
}

TEST_CASE("while the table class is being updated, it cannot be updated again") {
  Books books;
  books.start(update({{"TableClass", "STANDARD_INFREQUENT_ACCESS"}}));
  CHECK(books.fault(update({{"TableClass", "STANDARD"}})) ==
        "Can't update table class when a table class update is in progress. Table: books TableClassUpdateInProgress: "
        "STANDARD_INFREQUENT_ACCESS");
}

TEST_CASE("while an index is being created or deleted, throughput cannot change") {
  Books books;
  books.start(kIndex);
  CHECK(books.fault(kThroughput) == "Can't change table IOPS when an index is being created. Table: books Indexes: [by_author]");
  books.engine.now += 60 * Books::kMinute;
  books.start(kNoIndex);
  CHECK(books.fault(kThroughput) == "Can't change table IOPS when an index is being deleted. Table: books Indexes: [by_author]");
}
