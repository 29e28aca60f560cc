#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::int64_t kHour = 3600 * 1000;
constexpr std::int64_t kDay = 24 * kHour;

void create_provisioned(TestEngine& engine, int read, int write) {
  engine.create_table(
      "books", false,
      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}}}});
}

Json units(int read, int write) {
  return {{"TableName", "books"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}}}};
}

Json provisioned(int read, int write) {
  Json body = units(read, write);
  body["BillingMode"] = "PROVISIONED";
  return body;
}

/// A provisioned table with 100 units and an index "all" with 100.
void create_with_index(TestEngine& engine) {
  const Json hundred = {{"ReadCapacityUnits", 100}, {"WriteCapacityUnits", 100}};
  engine.create_table("books", false,
                      {{"BillingMode", "PROVISIONED"},
                       {"ProvisionedThroughput", hundred},
                       {"GlobalSecondaryIndexes",
                        {{{"IndexName", "all"},
                          {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}}},
                          {"Projection", {{"ProjectionType", "ALL"}}},
                          {"ProvisionedThroughput", hundred}}}}});
}

Json index_units(int read, int write) {
  const Json throughput = {{"ReadCapacityUnits", read}, {"WriteCapacityUnits", write}};
  return {{"TableName", "books"},
          {"GlobalSecondaryIndexUpdates", {{{"Update", {{"IndexName", "all"}, {"ProvisionedThroughput", throughput}}}}}}};
}

Json described(TestEngine& engine) { return engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]; }

}  // namespace

TEST_CASE("throughput can be decreased four times a day freely and then once an hour") {
  TestEngine engine;
  engine.now = 1'532'546'479'000 - kHour;  // Wednesday, July 25, 2018 6:21:19 PM
  create_provisioned(engine, 100, 100);
  for (int i = 1; i <= 4; ++i) {
    engine.ok("UpdateTable", units(100 - i, 100));
    CHECK(described(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == i);
  }
  engine.now += kHour;
  engine.ok("UpdateTable", units(50, 50));
  CHECK(engine.fault("UpdateTable", units(40, 60)) ==
        "LimitExceededException: Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After "
        "the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of "
        "decreases today: 5. Last decrease at Wednesday, July 25, 2018 7:21:19 PM UTC. Next decrease can be made at Wednesday, July 25, "
        "2018 8:21:19 PM UTC");
  engine.ok("UpdateTable", units(60, 60));
  CHECK(described(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 5);
  engine.now += kHour;
  engine.ok("UpdateTable", units(40, 40));
}

TEST_CASE("the count of decreases is reset at midnight") {
  TestEngine engine;
  engine.now = 1'700'006'400'000 - 1000;  // a second before midnight
  create_provisioned(engine, 100, 100);
  for (int i = 1; i <= 4; ++i) engine.ok("UpdateTable", units(100 - i, 100));
  CHECK(engine.fault("UpdateTable", units(1, 1)).find("LimitExceededException: ") == 0);
  engine.now += 1000;
  CHECK(described(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 0);
  engine.ok("UpdateTable", units(1, 1));
  CHECK(described(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 1);
}

TEST_CASE("an index counts its own decreases, also reset at midnight") {
  TestEngine engine;
  create_with_index(engine);
  engine.ok("UpdateTable", index_units(99, 100));
  const auto decreases = [&](const Json& of) { return of["ProvisionedThroughput"]["NumberOfDecreasesToday"]; };
  const Json before = described(engine);
  CHECK(decreases(before) == 0);
  CHECK(decreases(before["GlobalSecondaryIndexes"][0]) == 1);
  engine.now += kDay;
  const Json after = described(engine);
  CHECK(decreases(after["GlobalSecondaryIndexes"][0]) == 0);
}

TEST_CASE("an index can be decreased four times a day freely and then once an hour, independently of the table") {
  TestEngine engine;
  engine.now = 1'700'006'400'000;  // midnight
  create_with_index(engine);
  for (int i = 1; i <= 4; ++i) engine.ok("UpdateTable", units(100 - i, 100));
  for (int i = 1; i <= 4; ++i) engine.ok("UpdateTable", index_units(100 - i, 100));
  CHECK(engine.fault("UpdateTable", index_units(90, 100))
            .find("LimitExceededException: Subscriber limit exceeded: Provisioned throughput "
                  "decreases are limited within a given UTC day.") == 0);
  engine.ok("UpdateTable", index_units(97, 100));
  int decreases = 4;
  for (std::int64_t minute = 0; minute < 24 * 60; ++minute, engine.now += 60'000) {
    engine.call("UpdateTable", index_units(96 - decreases, 100));
    if (engine.status == 200) ++decreases;
  }
  CHECK(decreases == 27);
}

TEST_CASE("at most 27 decreases fit in a day") {
  TestEngine engine;
  engine.now = 1'700'006'400'000;  // midnight
  create_provisioned(engine, 100, 100);
  int decreases = 0;
  for (std::int64_t minute = 0; minute < 24 * 60; ++minute, engine.now += 60'000) {
    engine.call("UpdateTable", units(99 - decreases, 100));
    if (engine.status == 200) ++decreases;
  }
  CHECK(decreases == 27);
}

TEST_CASE("the response to a throughput change has the old units and the new date") {
  TestEngine engine;
  create_provisioned(engine, 5, 5);
  const Json raised = engine.ok("UpdateTable", units(6, 4))["TableDescription"]["ProvisionedThroughput"];
  CHECK(raised["ReadCapacityUnits"] == 5);
  CHECK(raised["LastIncreaseDateTime"] == 1'700'000'000.0);
  CHECK(raised["LastDecreaseDateTime"] == 1'700'000'000.0);
  CHECK(raised["NumberOfDecreasesToday"] == 0);
  CHECK(described(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 1);
}

TEST_CASE("a table can switch to on-demand four times in 24 hours, and back at any time") {
  TestEngine engine;
  engine.now = 1'579'778'347'000 - 3 * kHour;  // Thu Jan 23 08:19:07 UTC 2020
  create_provisioned(engine, 5, 5);
  const Json on_demand = {{"TableName", "books"}, {"BillingMode", "PAY_PER_REQUEST"}};
  for (int i = 0; i < 4; ++i, engine.now += kHour) {
    engine.ok("UpdateTable", on_demand);
    engine.ok("UpdateTable", on_demand);
    engine.ok("UpdateTable", provisioned(5, 5));
  }
  CHECK(engine.fault("UpdateTable", on_demand) ==
        "LimitExceededException: Subscriber limit exceeded: Update to PayPerRequest mode are limited to 4 times in 1 day(s). Last update "
        "at Thu Jan 23 11:19:07 UTC 2020. Next update can be made at Fri Jan 24 08:19:07 UTC 2020");
  CHECK_FALSE(described(engine)["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST");
  engine.now += 20 * kHour;
  engine.ok("UpdateTable", on_demand);
  engine.ok("UpdateTable", provisioned(5, 5));
  CHECK(engine.fault("UpdateTable", on_demand).find("LimitExceededException: ") == 0);
}

TEST_CASE("the table class can change twice in 30 days, and the last change has a date") {
  TestEngine engine;
  engine.create_table("books");
  CHECK_FALSE(described(engine).contains("TableClassSummary"));
  const auto change = [](const char* to) { return Json{{"TableName", "books"}, {"TableClass", to}}; };
  engine.ok("UpdateTable", change("STANDARD"));
  engine.ok("UpdateTable", change("STANDARD_INFREQUENT_ACCESS"));
  engine.now += kDay;
  engine.ok("UpdateTable", change("STANDARD"));
  CHECK(described(engine)["TableClassSummary"] ==
        Json{{"TableClass", "STANDARD"}, {"LastUpdateDateTime", static_cast<double>(engine.now) / 1000}});
  const std::string limited =
      "LimitExceededException: Subscriber limit exceeded: Updates to TableClass are limited to 2 times in 30 day(s).";
  CHECK(engine.fault("UpdateTable", change("STANDARD_INFREQUENT_ACCESS")) == limited);
  engine.now += 29 * kDay;
  engine.ok("UpdateTable", change("STANDARD_INFREQUENT_ACCESS"));
  CHECK(engine.fault("UpdateTable", change("STANDARD")) == limited);
}

TEST_CASE("encryption can change four times in 24 hours freely and then every six hours") {
  TestEngine engine;
  engine.now = 1'532'546'479'000;  // 2018-07-25T19:21:19Z
  engine.create_table("books");
  const auto change = [](bool enabled) { return Json{{"TableName", "books"}, {"SSESpecification", {{"Enabled", enabled}}}}; };
  for (const bool enabled : {true, false, true, false}) engine.ok("UpdateTable", change(enabled));
  const std::string limited =
      "LimitExceededException: Subscriber limit exceeded: Encryption mode changes are limited in the 24h window ending at "
      "2018-07-26T19:21:19.000Z. After the first 4 change, each subsequent change in the same window can be performed at most once every "
      "21600 seconds. Number of updates today: 4. Last change at 2018-07-25T19:21:19.000Z. Next changes can be made at "
      "2018-07-26T01:21:19.000Z.";
  CHECK(engine.fault("UpdateTable", change(true)) == limited);
  engine.now += 6 * kHour;
  engine.ok("UpdateTable", change(true));
  CHECK(engine.fault("UpdateTable", change(false)).find("Number of updates today: 5.") != std::string::npos);
  engine.now += kDay;
  for (const bool enabled : {false, true, false, true}) engine.ok("UpdateTable", change(enabled));
}

TEST_CASE("with service latency, deletion protection settles for 15 seconds") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  const auto change = [](bool enabled) { return Json{{"TableName", "books"}, {"DeletionProtectionEnabled", enabled}}; };
  engine.ok("UpdateTable", change(true));
  CHECK(engine.fault("UpdateTable", change(false)) ==
        "ThrottlingException: Deletion protection setting for table books modified within the previous 15000 milliseconds. Please try "
        "again after 2023-11-14T22:14:35.000Z");
  engine.ok("UpdateTable", change(true));
  engine.now += 15'000;
  engine.ok("UpdateTable", change(false));
}

TEST_CASE("change limits survive an export and import") {
  TestEngine engine;
  create_provisioned(engine, 100, 100);
  for (int i = 1; i <= 4; ++i) engine.ok("UpdateTable", units(100 - i, 100));
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(other.fault("UpdateTable", units(1, 1)).find("LimitExceededException: ") == 0);
  other.now += kDay;
  CHECK(described(other)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 0);
}
