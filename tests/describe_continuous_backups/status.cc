#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kBooks = {{"TableName", "books"}};

}  // namespace

TEST_CASE("an ACTIVE table has continuous backups but no point-in-time recovery") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.ok("DescribeContinuousBackups", kBooks) ==
        parse_json(R"({"ContinuousBackupsDescription":{"ContinuousBackupsStatus":"ENABLED",
                        "PointInTimeRecoveryDescription":{"PointInTimeRecoveryStatus":"DISABLED"}}})"));
}

TEST_CASE("with service latency, continuous backups start three seconds after the table is ACTIVE") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  const auto status = [&] {
    return engine.ok("DescribeContinuousBackups", kBooks)["ContinuousBackupsDescription"]["ContinuousBackupsStatus"];
  };
  while (engine.ok("DescribeTable", kBooks)["Table"]["TableStatus"] == "CREATING") {
    CHECK(status() == "DISABLED");
    engine.now += 100;
  }
  engine.now += 2'800;
  CHECK(status() == "DISABLED");
  engine.now += 300;
  CHECK(status() == "ENABLED");
}

TEST_CASE("continuous backups are described by table name or ARN") {
  TestEngine engine;
  engine.create_table("books");
  const Json by_arn = {{"TableName", "arn:aws:dynamodb:us-east-2:123456789012:table/books"}};
  CHECK(engine.ok("DescribeContinuousBackups", by_arn) == engine.ok("DescribeContinuousBackups", kBooks));
}

TEST_CASE("a missing table and a missing name are reported") {
  TestEngine engine;
  CHECK(engine.fault("DescribeContinuousBackups", kBooks) == "TableNotFoundException: Table not found: books");
  CHECK(engine.fault("DescribeContinuousBackups", "{}") ==
        "ValidationException: The parameter 'TableName' is required but was not present in the request");
}
