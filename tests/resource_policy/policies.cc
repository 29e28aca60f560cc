#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kTable = "arn:aws:dynamodb:us-east-2:123456789012:table/books";
const std::string kPolicy = R"({"Version":"2012-10-17","Statement":[]})";
const std::string kOther = R"({"Version":"2012-10-17","Statement":[{}]})";

Json put(const std::string& arn, const std::string& policy, const char* expected = nullptr) {
  Json body = {{"ResourceArn", arn}, {"Policy", policy}};
  if (expected != nullptr) body["ExpectedRevisionId"] = expected;
  return body;
}

}  // namespace

TEST_CASE("a policy is put, read and deleted") {
  TestEngine engine;
  engine.create_table("books");
  const Json revision = engine.ok("PutResourcePolicy", put(kTable, kPolicy))["RevisionId"];
  CHECK_FALSE(revision.get<std::string>().empty());
  CHECK(engine.ok("GetResourcePolicy", {{"ResourceArn", kTable}}) == Json{{"Policy", kPolicy}, {"RevisionId", revision}});
  CHECK(engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}}) == Json{{"RevisionId", revision}});
  CHECK(engine.fault("GetResourcePolicy", {{"ResourceArn", kTable}}) ==
        "PolicyNotFoundException: Resource-based policy not found for the provided ResourceArn: " + kTable);
  CHECK(engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}}) == Json::object());
}

TEST_CASE("putting the same policy again keeps the revision, a different one gets a new revision") {
  TestEngine engine;
  engine.create_table("books");
  const Json first = engine.ok("PutResourcePolicy", put(kTable, kPolicy));
  engine.now += 1000;
  CHECK(engine.ok("PutResourcePolicy", put(kTable, kPolicy)) == first);
  CHECK(engine.ok("PutResourcePolicy", put(kTable, kOther)) != first);
}

TEST_CASE("an expected revision must match the current one") {
  TestEngine engine;
  engine.create_table("books");
  const std::string missing = "PolicyNotFoundException: ";
  CHECK(engine.fault("PutResourcePolicy", put(kTable, kPolicy, "1")).find(missing) == 0);
  const std::string first = engine.ok("PutResourcePolicy", put(kTable, kPolicy, "NO_POLICY"))["RevisionId"];
  CHECK(engine.fault("PutResourcePolicy", put(kTable, kOther, "NO_POLICY")).find(missing) == 0);
  CHECK(engine.fault("DeleteResourcePolicy", {{"ResourceArn", kTable}, {"ExpectedRevisionId", "1"}}).find(missing) == 0);
  CHECK(engine.ok("GetResourcePolicy", {{"ResourceArn", kTable}})["Policy"] == kPolicy);
  const std::string second = engine.ok("PutResourcePolicy", put(kTable, kOther, first.c_str()))["RevisionId"];
  CHECK(engine.fault("DeleteResourcePolicy", {{"ResourceArn", kTable}, {"ExpectedRevisionId", first}}).find(missing) == 0);
  engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}, {"ExpectedRevisionId", second}});
  CHECK(engine.fault("DeleteResourcePolicy", {{"ResourceArn", kTable}, {"ExpectedRevisionId", second}}).find(missing) == 0);
}

TEST_CASE("a stream has its own policy, which survives an export and import") {
  TestEngine engine;
  engine.create_table("books", false, {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}});
  const std::string stream = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["LatestStreamArn"];
  const Json revision = engine.ok("PutResourcePolicy", put(stream, kPolicy));
  engine.ok("PutResourcePolicy", put(kTable, kOther));
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(other.ok("GetResourcePolicy", {{"ResourceArn", stream}})["Policy"] == kPolicy);
  CHECK(other.ok("GetResourcePolicy", {{"ResourceArn", kTable}})["Policy"] == kOther);
  CHECK(other.ok("DeleteResourcePolicy", {{"ResourceArn", stream}}) == revision);
  CHECK(
      engine.fault("GetResourcePolicy", {{"ResourceArn", stream.substr(0, stream.size() - 1) + "x"}}).find("ResourceNotFoundException: ") ==
      0);
}

TEST_CASE("CreateTable takes a policy") {
  TestEngine engine;
  engine.create_table("books", false, {{"ResourcePolicy", kPolicy}});
  CHECK(engine.ok("GetResourcePolicy", {{"ResourceArn", kTable}})["Policy"] == kPolicy);
}

TEST_CASE("a policy must be a JSON object of at most 20 KB, on an existing resource") {
  TestEngine engine;
  engine.create_table("books");
  for (const char* bad : {"", "nonsense", "[]", "{\"a\":}"}) {
    CHECK(engine.fault("PutResourcePolicy", put(kTable, bad)).find("ValidationException: ") == 0);
  }
  const std::string padding(20 * 1024 - kPolicy.size(), ' ');
  CHECK(engine.fault("PutResourcePolicy", put(kTable, kPolicy + padding + " ")).find("ValidationException: ") == 0);
  CHECK(engine.fault("GetResourcePolicy", {{"ResourceArn", kTable}}).find("PolicyNotFoundException: ") == 0);
  engine.ok("PutResourcePolicy", put(kTable, kPolicy + padding));
  CHECK(engine.fault("PutResourcePolicy", put(kTable + "2", kPolicy)) ==
        "ResourceNotFoundException: Requested resource not found: Table: books2 not found");
  CHECK(engine.fault("GetResourcePolicy", {{"ResourceArn", "books"}}).find("ValidationException: ") == 0);
  CHECK(engine.fault("PutResourcePolicy", "{}") ==
        "ValidationException: 2 validation errors detected: Value null at 'resourceArn' failed to satisfy constraint: Member must not be "
        "null; Value null at 'policy' failed to satisfy constraint: Member must not be null");
}
