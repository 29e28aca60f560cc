#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::int64_t kMinute = 60 * 1000;
constexpr std::int64_t kHour = 60 * kMinute;

Json ask(bool enabled, const std::string& attribute = "expires", const std::string& table = "sessions") {
  return {{"TableName", table}, {"TimeToLiveSpecification", {{"Enabled", enabled}, {"AttributeName", attribute}}}};
}

Json description(TestEngine& engine) { return engine.ok("DescribeTimeToLive", R"({"TableName":"sessions"})")["TimeToLiveDescription"]; }

}  // namespace

TEST_CASE("Time to Live is off on a new table, and ENABLED one call after it is enabled") {
  TestEngine engine;
  engine.create_table("sessions");
  CHECK(description(engine) == parse_json(R"({"TimeToLiveStatus":"DISABLED"})"));
  CHECK(engine.ok("UpdateTimeToLive", ask(true)) ==
        parse_json(R"({"TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}})"));
  CHECK(description(engine) == parse_json(R"({"AttributeName":"expires","TimeToLiveStatus":"ENABLED"})"));
  engine.now += kHour;
  CHECK(engine.ok("UpdateTimeToLive", ask(false)) ==
        parse_json(R"({"TimeToLiveSpecification":{"AttributeName":"expires","Enabled":false}})"));
  CHECK(description(engine) == parse_json(R"({"TimeToLiveStatus":"DISABLED"})"));
}

TEST_CASE("with service latency, Time to Live is ENABLING and DISABLING for a while") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("sessions");
  CHECK(engine.fault("UpdateTimeToLive", ask(true)) ==
        "ResourceInUseException: Attempt to change a resource which is still in use: Table sessions is being created");
  CHECK(engine.fault("DescribeTimeToLive", R"({"TableName":"sessions"})") ==
        "ValidationException: Cannot describe time to live while table is in CREATING state: Current table state is CREATING");
  engine.now += kHour;
  engine.ok("UpdateTimeToLive", ask(true));
  CHECK(description(engine)["TimeToLiveStatus"] == "ENABLING");
  CHECK(engine.fault("UpdateTimeToLive", ask(true)) == "ValidationException: TimeToLive is already enabled");
  engine.now += kHour;
  CHECK(description(engine)["TimeToLiveStatus"] == "ENABLED");
  engine.ok("UpdateTimeToLive", ask(false));
  CHECK(description(engine) == parse_json(R"({"AttributeName":"expires","TimeToLiveStatus":"DISABLING"})"));
  CHECK(engine.fault("UpdateTimeToLive", ask(false)) == "ValidationException: TimeToLive is already disabled");
  engine.now += kHour;
  CHECK(description(engine) == parse_json(R"({"TimeToLiveStatus":"DISABLED"})"));
}

TEST_CASE("enabling what is enabled and disabling what is disabled is refused") {
  TestEngine engine;
  engine.create_table("sessions");
  CHECK(engine.fault("UpdateTimeToLive", ask(false)) == "ValidationException: TimeToLive is already disabled");
  engine.ok("UpdateTimeToLive", ask(true));
  CHECK(engine.fault("UpdateTimeToLive", ask(true)) == "ValidationException: TimeToLive is already enabled");
  engine.now += kHour;
  CHECK(engine.fault("UpdateTimeToLive", ask(true)) == "ValidationException: TimeToLive is already enabled");
}

TEST_CASE("Time to Live can change every 31 minutes") {
  TestEngine engine;
  engine.create_table("sessions");
  engine.ok("UpdateTimeToLive", ask(true));
  const std::string twice = "ValidationException: Time to live has been modified multiple times within a fixed interval";
  CHECK(engine.fault("UpdateTimeToLive", ask(false)) == twice);
  engine.now += 31 * kMinute - 1;
  CHECK(engine.fault("UpdateTimeToLive", ask(false)) == twice);
  CHECK(description(engine)["TimeToLiveStatus"] == "ENABLED");
  engine.now += 1;
  engine.ok("UpdateTimeToLive", ask(false));
  CHECK(engine.fault("UpdateTimeToLive", ask(true, "other")) == twice);
}

TEST_CASE("a table has one Time to Live attribute at a time") {
  TestEngine engine;
  const std::string fault = "ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is expires";
  for (const char* region : {"us-east-1", "us-east-2"}) {
    engine.region = region;
    engine.create_table("sessions");
    engine.ok("UpdateTimeToLive", ask(true));
    CHECK(engine.fault("UpdateTimeToLive", ask(true, "other")) == fault);
    CHECK(engine.fault("UpdateTimeToLive", ask(false, "other")) == fault);
  }
}

TEST_CASE("Time to Live of a table being deleted cannot be described") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("sessions");
  engine.now += kHour;
  engine.ok("DeleteTable", R"({"TableName":"sessions"})");
  CHECK(engine.fault("DescribeTimeToLive", R"({"TableName":"sessions"})") ==
        "ValidationException: Cannot describe time to live while table is in DELETING state: Current table state is DELETING");
}

TEST_CASE("errors of Time to Live requests") {
  TestEngine engine;
  const std::string missing = "ResourceNotFoundException: Requested resource not found: Table: sessions not found";
  CHECK(engine.fault("UpdateTimeToLive", ask(true)) == missing);
  CHECK(engine.fault("DescribeTimeToLive", R"({"TableName":"sessions"})") == missing);
  CHECK(engine.fault("DescribeTimeToLive", "{}") ==
        "ValidationException: The parameter 'TableName' is required but was not present in the request");
  CHECK(engine.fault("UpdateTimeToLive", R"({"TableName":"sessions"})") ==
        "ValidationException: 1 validation error detected: Value null at 'timeToLiveSpecification' failed to satisfy constraint: Member "
        "must not be null");
  CHECK(engine.fault("UpdateTimeToLive", R"({"TableName":"sessions","TimeToLiveSpecification":{"AttributeName":""}})") ==
        "ValidationException: 2 validation errors detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy "
        "constraint: "
        "Member must have length greater than or equal to 1; Value null at 'timeToLiveSpecification.enabled' failed to satisfy constraint: "
        "Member must not be null");
}
