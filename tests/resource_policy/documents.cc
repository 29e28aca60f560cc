#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kTable = "arn:aws:dynamodb:us-east-2:123456789012:table/books";
const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";
const std::string kDocument = kInvalid + "Invalid policy document: ";

Json statement(const Json& members = Json::object()) {
  Json out = {{"Effect", "Allow"}, {"Principal", {{"AWS", "123456789012"}}}, {"Action", "dynamodb:GetItem"}, {"Resource", kTable}};
  out.update(members);
  return out;
}

Json document(const Json& statements) { return {{"Version", "2012-10-17"}, {"Statement", statements}}; }

std::string fault(const std::string& text) {
  TestEngine engine;
  engine.create_table("books");
  const std::string message = engine.fault("PutResourcePolicy", {{"ResourceArn", kTable}, {"Policy", text}});
  CHECK(engine.fault("GetResourcePolicy", {{"ResourceArn", kTable}}).find("PolicyNotFoundException: ") == 0);
  return message;
}
std::string fault(const Json& policy) { return fault(policy.dump()); }
std::string statement_fault(const Json& members) { return fault(document({statement(members)})); }

bool accepted(const Json& members) {
  TestEngine engine;
  engine.create_table("books");
  engine.call("PutResourcePolicy", {{"ResourceArn", kTable}, {"Policy", document({statement(members)}).dump()}});
  return engine.status == 200;
}

}  // namespace

TEST_CASE("a policy must be a JSON object") {
  for (const char* bad : {"", "nonsense", "[]", "{\"a\":}", "\"text\"", "{} {}"})
    CHECK(fault(std::string(bad)) == kDocument + "This policy contains invalid Json");
  CHECK(fault(std::string("null")) == kDocument + "This text appears not to be a policy");
}

TEST_CASE("a deeply nested policy is refused") {
  const std::string deep(10'000, '[');
  CHECK(fault("{\"Statement\":" + deep + std::string(10'000, ']') + "}") == kDocument + "This policy contains invalid Json");
}

TEST_CASE("a policy must have statements, and only known members") {
  CHECK(fault(document(Json::array())) == kDocument + "Could not parse the policy: Statement is empty!");
  CHECK(fault(Json{{"Version", "2012-10-17"}}).find(kDocument + "Syntax error at position (1,") == 0);
  CHECK(fault(Json{{"Statement", {statement()}}, {"Other", "x"}}).find(kDocument + "Syntax error at position (1,") == 0);
  CHECK(fault(Json{{"Statement", {statement()}}, {"Version", "2020-01-01"}}).find(kDocument + "Syntax error at position (1,") == 0);
  CHECK(fault(document({"text"})).find(kDocument + "Syntax error at position (1,") == 0);
}

TEST_CASE("a statement must have an effect, a principal, an action and a resource") {
  for (const char* member : {"Effect", "Principal", "Action", "Resource"}) {
    Json without = statement();
    without.erase(member);
    CHECK(fault(document({without})) == kDocument + "Missing required field " + member);
  }
}

TEST_CASE("the elements of a statement must have the right form") {
  CHECK(statement_fault({{"Effect", "Maybe"}}).find(kDocument + "Syntax error") == 0);
  CHECK(statement_fault({{"Effect", 1}}).find(kDocument + "Syntax error") == 0);
  CHECK(statement_fault({{"Action", {1}}}).find(kDocument + "Syntax error") == 0);
  CHECK(statement_fault({{"Resource", Json::object()}}).find(kDocument + "Syntax error") == 0);
  CHECK(statement_fault({{"Resource", "books"}}).find(kDocument + "Syntax error") == 0);
  CHECK(statement_fault({{"Condition", "x"}}).find(kDocument + "Syntax error") == 0);
  CHECK(statement_fault({{"Principal", "ann"}}).find(kDocument + "Syntax error") == 0);
  CHECK(statement_fault({{"Other", "x"}}).find(kDocument + "Syntax error") == 0);
}

TEST_CASE("statement ids must be unique") {
  CHECK(fault(document({statement({{"Sid", "one"}}), statement({{"Sid", "one"}})})) ==
        kDocument + "The Statement Ids in the policy are not unique");
}

TEST_CASE("actions must be DynamoDB's, in full or as a pattern") {
  CHECK(statement_fault({{"Action", {"dynamodb:Nope", "dynamodb:GetItem", "s3:GetObject"}}}) ==
        kDocument + "The following action names are invalid: \"dynamodb:Nope\", \"s3:GetObject\"");
  CHECK(statement_fault({{"Action", "dynamodb:ListTables"}}).find("action names are invalid") != std::string::npos);
  for (const char* action : {"dynamodb:getitem", "dynamodb:Get*", "dynamodb:*", "dynamodb:Batch?etItem", "*"}) {
    CHECK_MESSAGE(accepted({{"Action", action}}), action);
  }
}

TEST_CASE("a principal must be a user, a role, an account or a service that uses tables") {
  for (const char* name : {"arn:aws:iam::123456789012:role/reader", "arn:aws:iam::999999999999:root", "999999999999"}) {
    CHECK_MESSAGE(accepted({{"Principal", {{"AWS", name}}}}), name);
  }
  CHECK(accepted({{"Principal", {{"Service", "redshift.amazonaws.com"}}}}));
  CHECK(statement_fault({{"Principal", {{"AWS", "ann"}}}}) == kInvalid + "Invalid principal in policy document.");
  CHECK(statement_fault({{"Principal", {{"Service", "ec2.amazonaws.com"}}}}) == kDocument + "Policy contains invalid service principal");
}

TEST_CASE("everyone may be allowed something only under a condition") {
  const std::string unbounded =
      "ValidationException: Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure "
      "least-privilege form of access";
  CHECK(statement_fault({{"Principal", "*"}}) == unbounded);
  CHECK(statement_fault({{"Principal", {{"AWS", "*"}}}}) == unbounded);
  CHECK(accepted({{"Principal", "*"}, {"Condition", {{"StringEquals", {{"aws:PrincipalOrgID", "o-1"}}}}}}));
  CHECK(accepted({{"Principal", "*"}, {"Effect", "Deny"}}));
}

TEST_CASE("a table's policy covers tables and indexes") {
  const std::string bucket = "arn:aws:dynamodb:us-east-2:123456789012:global-table/books";
  CHECK(statement_fault({{"Resource", bucket}}) ==
        kDocument + "The relative-id \"global-table/books\" is invalid for ARN \"" + bucket + "\"");
  CHECK(accepted({{"Resource", kTable + "/index/*"}}));
  CHECK(accepted({{"Resource", "*"}}));
}
