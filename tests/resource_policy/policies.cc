#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kTable = "arn:aws:dynamodb:us-east-2:123456789012:table/books";

/// Returns a policy with one statement, to which `members` are added.
std::string policy(const Json& members = Json::object()) {
  Json statement = {{"Sid", "one"},
                    {"Effect", "Allow"},
                    {"Principal", {{"AWS", "arn:aws:iam::123456789012:root"}}},
                    {"Action", "dynamodb:GetItem"},
                    {"Resource", kTable}};
  statement.update(members);
  return Json{{"Version", "2012-10-17"}, {"Statement", Json::array({statement})}}.dump();
}
const std::string kPolicy = policy();
const std::string kOther = policy({{"Action", "dynamodb:PutItem"}});

Json put(const std::string& arn, const std::string& policy, const char* expected = nullptr) {
  Json body = {{"ResourceArn", arn}, {"Policy", policy}};
  if (expected != nullptr) body["ExpectedRevisionId"] = expected;
  return body;
}

std::string revision_of(TestEngine& engine) { return engine.ok("GetResourcePolicy", {{"ResourceArn", kTable}})["RevisionId"]; }

}  // namespace

TEST_CASE("a policy is put, read and deleted") {
  TestEngine engine;
  engine.create_table("books");
  const Json revision = engine.ok("PutResourcePolicy", put(kTable, kPolicy))["RevisionId"];
  CHECK(revision == "1700000000000");
  const Json read = engine.ok("GetResourcePolicy", {{"ResourceArn", kTable}});
  CHECK(parse_json(read["Policy"].get<std::string>()) == parse_json(kPolicy));
  CHECK(read["RevisionId"] == revision);
  CHECK(engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}}) == Json{{"RevisionId", revision}});
  CHECK(engine.fault("GetResourcePolicy", {{"ResourceArn", kTable}}) ==
        "PolicyNotFoundException: Resource-based policy not found for the provided ResourceArn: " + kTable);
}

TEST_CASE("deleting a policy again returns the revision of the deletion; deleting one that never existed returns none") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}}) == Json::object());
  engine.ok("PutResourcePolicy", put(kTable, kPolicy));
  engine.now += 1000;
  engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}});
  engine.now += 1000;
  CHECK(engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}}) == Json{{"RevisionId", "1700000001000"}});
}

TEST_CASE("putting an equivalent policy keeps its revision") {
  TestEngine engine;
  engine.create_table("books");
  const Json two = parse_json(policy({{"Action", {"dynamodb:GetItem", "dynamodb:PutItem"}}}));
  const Json first = engine.ok("PutResourcePolicy", put(kTable, two.dump()));
  const auto same = [&](const std::string& text) {
    engine.now += 1000;
    CHECK(engine.ok("PutResourcePolicy", put(kTable, text)) == first);
  };
  same(two.dump(2));
  same(policy({{"Action", {"dynamodb:PutItem", "dynamodb:GetItem"}}}));
  const Json as_account = {{"Action", {"dynamodb:GetItem", "dynamodb:PutItem"}}, {"Principal", {{"AWS", "123456789012"}}}};
  same(policy(as_account));
  same(policy({{"Action", {"dynamodb:GetItem", "dynamodb:PutItem"}}, {"Principal", {{"AWS", {"123456789012"}}}}}));
  same(policy({{"Action", {"dynamodb:GetItem", "dynamodb:PutItem"}}, {"Resource", {kTable}}}));
  same(Json{{"Statement", two["Statement"]}, {"Version", "2012-10-17"}}.dump());
  Json alone = two;
  alone["Statement"] = two["Statement"][0];
  same(alone.dump());
  CHECK(engine.ok("PutResourcePolicy", put(kTable, kOther)) != first);
}

TEST_CASE("a policy with a different meaning gets a new revision") {
  TestEngine engine;
  engine.create_table("books");
  std::string last = engine.ok("PutResourcePolicy", put(kTable, kPolicy))["RevisionId"];
  const auto other = [&](const std::string& text) {
    engine.now += 1000;
    const std::string next = engine.ok("PutResourcePolicy", put(kTable, text))["RevisionId"];
    CHECK(next != last);
    last = next;
  };
  other(policy({{"Sid", "two"}}));
  other(policy({{"Effect", "Deny"}}));
  other(policy({{"Resource", kTable + "/index/*"}}));
  other(policy({{"Principal", {{"AWS", "arn:aws:iam::123456789012:user/ann"}}}}));
  other(policy({{"Condition", {{"StringEquals", {{"aws:username", "ann"}}}}}}));
  Json older = parse_json(kPolicy);
  older["Version"] = "2008-10-17";
  other(older.dump());
}

TEST_CASE("an expected revision must match the current one") {
  TestEngine engine;
  engine.create_table("books");
  const std::string missing = "PolicyNotFoundException: Resource-based policy not found for the provided ResourceArn: ";
  const auto asked = [&](const std::string& revision) {
    return missing + "Requested update for policy with revision id " + revision + ", but ";
  };
  CHECK(engine.fault("PutResourcePolicy", put(kTable, kPolicy, "1")) == asked("1") + "table books has no associated policy.");
  const std::string first = engine.ok("PutResourcePolicy", put(kTable, kPolicy, "NO_POLICY"))["RevisionId"];
  const std::string present = "the policy associated to target table books has revision id " + first + ".";
  CHECK(engine.fault("PutResourcePolicy", put(kTable, kOther, "NO_POLICY")) == asked("NO_POLICY") + present);
  CHECK(engine.fault("DeleteResourcePolicy", {{"ResourceArn", kTable}, {"ExpectedRevisionId", "1"}}) == asked("1") + present);
  CHECK(revision_of(engine) == first);
  engine.now += 1000;
  const std::string second = engine.ok("PutResourcePolicy", put(kTable, kOther, first.c_str()))["RevisionId"];
  CHECK(engine.fault("DeleteResourcePolicy", {{"ResourceArn", kTable}, {"ExpectedRevisionId", first}}).find(asked(first)) == 0);
  engine.ok("DeleteResourcePolicy", {{"ResourceArn", kTable}, {"ExpectedRevisionId", second}});
  engine.ok("PutResourcePolicy", put(kTable, kPolicy, "NO_POLICY"));
}

TEST_CASE("a stream has its own policy, which survives an export and import") {
  TestEngine engine;
  engine.create_table("books", false, {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}});
  const std::string stream = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["LatestStreamArn"];
  const std::string of_stream = policy({{"Action", "dynamodb:GetRecords"}, {"Resource", stream}});
  const Json revision = engine.ok("PutResourcePolicy", put(stream, of_stream));
  engine.ok("PutResourcePolicy", put(kTable, kOther));
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  const auto read = [&](const std::string& arn) {
    return parse_json(other.ok("GetResourcePolicy", {{"ResourceArn", arn}})["Policy"].get<std::string>());
  };
  CHECK(read(stream) == parse_json(of_stream));
  CHECK(read(kTable) == parse_json(kOther));
  CHECK(other.ok("DeleteResourcePolicy", {{"ResourceArn", stream}}) == revision);
  CHECK(engine.fault("GetResourcePolicy", {{"ResourceArn", kTable + "/stream/2020-01-01T00:00:00.000"}}) ==
        "ResourceNotFoundException: Requested resource not found: Stream: 2020-01-01T00:00:00.000 not found for Table: books");
  CHECK(engine.fault("PutResourcePolicy", put(stream, kPolicy)).find("The following action names are invalid: \"dynamodb:GetItem\"") !=
        std::string::npos);
}

TEST_CASE("CreateTable takes a policy") {
  TestEngine engine;
  engine.create_table("books", false, {{"ResourcePolicy", kPolicy}});
  CHECK(parse_json(engine.ok("GetResourcePolicy", {{"ResourceArn", kTable}})["Policy"].get<std::string>()) == parse_json(kPolicy));
}

TEST_CASE("a policy without a version is shown with the older version") {
  TestEngine engine;
  engine.create_table("books");
  Json policy = parse_json(kPolicy);
  policy.erase("Version");
  engine.ok("PutResourcePolicy", put(kTable, policy.dump()));
  CHECK(parse_json(engine.ok("GetResourcePolicy", {{"ResourceArn", kTable}})["Policy"].get<std::string>())["Version"] == "2008-10-17");
}

TEST_CASE("a policy has at most 20 KB, and must belong to an existing resource") {
  TestEngine engine;
  engine.create_table("books");
  const std::string padding(20 * 1024 - kPolicy.size(), ' ');
  CHECK(engine.fault("PutResourcePolicy", put(kTable, kPolicy + padding + " ")) ==
        "ValidationException: One or more parameter values were invalid: Maximum policy size of 20480 bytes exceeded");
  CHECK(engine.fault("GetResourcePolicy", {{"ResourceArn", kTable}}).find("PolicyNotFoundException: ") == 0);
  engine.ok("PutResourcePolicy", put(kTable, kPolicy + padding));
  CHECK(engine.fault("PutResourcePolicy", put(kTable + "2", kPolicy)) ==
        "ResourceNotFoundException: Requested resource not found: Table: books2 not found");
  CHECK(engine.fault("PutResourcePolicy", "{}") ==
        "ValidationException: 2 validation errors detected: Value null at 'resourceArn' failed to satisfy constraint: Member must not be "
        "null; Value null at 'policy' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("a policy's ARN must be that of a table or stream in the request's region and in this account") {
  TestEngine engine;
  engine.create_table("books");
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  const auto fault = [&](const std::string& arn) { return engine.fault("GetResourcePolicy", {{"ResourceArn", arn}}); };
  CHECK(fault("books") == invalid + "ARNs must start with 'arn:': books");
  CHECK(fault("arn:aws:s3:::books") == invalid + "Provided Arn is not a DynamoDB resource arn: arn:aws:s3:::books");
  CHECK(fault(kTable + "/index/i") ==
        invalid + "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: " + kTable + "/index/i");
  const std::string elsewhere = "arn:aws:dynamodb:eu-west-1:123456789012:table/books";
  CHECK(fault(elsewhere) == invalid + "Invalid resource Arn: " + elsewhere);
  CHECK(fault("arn:aws:dynamodb:us-east-2:999999999999:table/books") ==
        "ValidationException: This action is only supported by accounts that match the resource owner\u2019s account.");
}

TEST_CASE("a policy that would lock its owner out must be confirmed") {
  TestEngine engine;
  engine.create_table("books");
  const auto locked = [&](const Json& members) { return put(kTable, policy(members)); };
  const std::string refused =
      "AccessDeniedException: The new resource policy will not allow you to update the resource policy in the future.";
  CHECK(engine.fault("PutResourcePolicy", locked({{"Effect", "Deny"}, {"Action", "dynamodb:*"}})) == refused);
  CHECK(engine.fault("PutResourcePolicy", locked({{"Effect", "Deny"}, {"Principal", "*"}, {"Action", "dynamodb:PutResourcePolicy"}})) ==
        refused);
  CHECK(engine.fault("PutResourcePolicy", locked({{"Effect", "Deny"}, {"Action", nullptr}})).find("ValidationException: ") == 0);
  engine.ok("PutResourcePolicy",
            locked({{"Effect", "Deny"}, {"Action", "dynamodb:*"}, {"Principal", {{"AWS", "arn:aws:iam::123456789012:user/ann"}}}}));
  engine.now += 1000;
  Json confirmed = locked({{"Effect", "Deny"}, {"Action", "dynamodb:*"}});
  confirmed["ConfirmRemoveSelfResourceAccess"] = true;
  engine.ok("PutResourcePolicy", confirmed);
}

TEST_CASE("with service latency, a policy settles for 15 seconds") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  engine.ok("PutResourcePolicy", put(kTable, kPolicy));
  const std::string throttled =
      "ThrottlingException: Resource-based policy for table books modified within the previous 15000 milliseconds. Please try again after "
      "2023-11-14T22:14:35.000Z.";
  CHECK(engine.fault("PutResourcePolicy", put(kTable, kOther)) == throttled);
  CHECK(engine.fault("DeleteResourcePolicy", {{"ResourceArn", kTable}}) == throttled);
  engine.ok("PutResourcePolicy", put(kTable, kPolicy));
  engine.now += 15'000;
  engine.ok("PutResourcePolicy", put(kTable, kOther));
}
