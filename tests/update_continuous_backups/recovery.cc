#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::int64_t kDay = 24 * 3600 * 1000LL;

Json ask(bool enabled, Json members = Json::object()) {
  members["PointInTimeRecoveryEnabled"] = enabled;
  return {{"TableName", "books"}, {"PointInTimeRecoverySpecification", members}};
}

Json recovery(const Json& answer) { return answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]; }
Json described(TestEngine& engine) { return recovery(engine.ok("DescribeContinuousBackups", R"({"TableName":"books"})")); }

}  // namespace

TEST_CASE("point-in-time recovery is switched on and off") {
  TestEngine engine;
  engine.create_table("books");
  engine.now += 700;
  CHECK(engine.ok("UpdateContinuousBackups", ask(true)) ==
        parse_json(R"({"ContinuousBackupsDescription":{"ContinuousBackupsStatus":"ENABLED","PointInTimeRecoveryDescription":{
            "PointInTimeRecoveryStatus":"ENABLED","RecoveryPeriodInDays":35,
            "EarliestRestorableDateTime":1700000000.0,"LatestRestorableDateTime":1700000000.0}}})"));
  CHECK(described(engine)["PointInTimeRecoveryStatus"] == "ENABLED");
  CHECK(recovery(engine.ok("UpdateContinuousBackups", ask(false))) == Json{{"PointInTimeRecoveryStatus", "DISABLED"}});
  CHECK(described(engine) == Json{{"PointInTimeRecoveryStatus", "DISABLED"}});
}

TEST_CASE("a table can be restored to any second of the recovery period up to five minutes ago") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("UpdateContinuousBackups", ask(true, {{"RecoveryPeriodInDays", 2}}));
  engine.now += kDay;
  CHECK(described(engine)["RecoveryPeriodInDays"] == 2);
  CHECK(described(engine)["EarliestRestorableDateTime"] == 1'700'000'000.0);
  CHECK(described(engine)["LatestRestorableDateTime"] == 1'700'000'000.0 + 86'400 - 300);
  engine.now += 2 * kDay;
  CHECK(described(engine)["EarliestRestorableDateTime"] == 1'700'000'000.0 + 86'400);
}

TEST_CASE("the recovery period can change without a new start") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("UpdateContinuousBackups", ask(true));
  engine.now += kDay;
  const Json changed = recovery(engine.ok("UpdateContinuousBackups", ask(true, {{"RecoveryPeriodInDays", 7}})));
  CHECK(changed["RecoveryPeriodInDays"] == 7);
  CHECK(changed["EarliestRestorableDateTime"] == 1'700'000'000.0);
  engine.ok("UpdateContinuousBackups", ask(false));
  engine.now += kDay;
  CHECK(recovery(engine.ok("UpdateContinuousBackups", ask(true)))["EarliestRestorableDateTime"] == 1'700'000'000.0 + 2 * 86'400);
}

TEST_CASE("errors of UpdateContinuousBackups requests") {
  TestEngine engine;
  const std::string one = "ValidationException: 1 validation error detected: Value ";
  CHECK(engine.fault("UpdateContinuousBackups", ask(true)) == "TableNotFoundException: Table not found: books");
  engine.create_table("books");
  CHECK(engine.fault("UpdateContinuousBackups", "{}") ==
        "ValidationException: The parameter 'TableName' is required but was not present in the request");
  CHECK(engine.fault("UpdateContinuousBackups", R"({"TableName":"books"})") ==
        one + "null at 'pointInTimeRecoverySpecification' failed to satisfy constraint: Member must not be null");
  CHECK(engine.fault("UpdateContinuousBackups", R"({"TableName":"books","PointInTimeRecoverySpecification":{}})") ==
        one +
            "null at 'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled' failed to satisfy constraint: Member must not be null");
  CHECK(engine.fault("UpdateContinuousBackups", ask(true, {{"RecoveryPeriodInDays", 0}})) ==
        one +
            "'0' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy constraint: Member must have value greater "
            "than or equal to 1");
  CHECK(engine.fault("UpdateContinuousBackups", ask(true, {{"RecoveryPeriodInDays", 36}})) ==
        one +
            "'36' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy constraint: Member must have value less "
            "than or equal to 35");
  CHECK(engine.fault("UpdateContinuousBackups", ask(false, {{"RecoveryPeriodInDays", 7}})) ==
        "ValidationException: Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
}

TEST_CASE("with service latency, a table whose backups are still being enabled cannot be changed") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  CHECK(engine.fault("UpdateContinuousBackups", ask(true)) ==
        "ContinuousBackupsUnavailableException: Backups are being enabled for the table: books. Please retry later");
  engine.now += 60'000;
  engine.ok("UpdateContinuousBackups", ask(true));
}

TEST_CASE("continuous backups survive an export and import") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("UpdateContinuousBackups", ask(true, {{"RecoveryPeriodInDays", 9}}));
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(described(other) == described(engine));
}
