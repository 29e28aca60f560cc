#include "test_engine.h"

using namespace shardbook;

namespace {

std::string arn_of(const TestEngine& engine, const std::string& table) {
  return "arn:aws:dynamodb:" + engine.region + ":123456789012:table/" + table;
}

Json tags(std::initializer_list<std::pair<const char*, const char*>> list) {
  Json out = Json::array();
  for (const auto& [key, value] : list) out.push_back({{"Key", key}, {"Value", value}});
  return out;
}

/// Returns all pages of a resource's tags.
Json tags_of(TestEngine& engine, const std::string& arn) { return engine.ok("ListTagsOfResource", {{"ResourceArn", arn}})["Tags"]; }

Json many(int count, const std::string& prefix = "key") {
  Json out = Json::array();
  for (int i = 0; i < count; ++i) out.push_back({{"Key", prefix + std::to_string(i)}, {"Value", ""}});
  return out;
}

}  // namespace

TEST_CASE("tags are added to a table, and putting a tag again replaces its value") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  CHECK(tags_of(engine, arn) == Json::array());
  CHECK(engine.text("TagResource", Json{{"ResourceArn", arn}, {"Tags", tags({{"team", "red"}, {"stage", ""}})}}.dump()) == "");
  CHECK(engine.status == 200);
  engine.text("TagResource", Json{{"ResourceArn", arn}, {"Tags", tags({{"team", "blue"}, {"Team", "green"}})}}.dump());
  CHECK(tags_of(engine, arn) == tags({{"Team", "green"}, {"stage", ""}, {"team", "blue"}}));
}

TEST_CASE("CreateTable takes tags") {
  TestEngine engine;
  engine.create_table("books", false, {{"Tags", tags({{"team", "red"}})}});
  CHECK(tags_of(engine, arn_of(engine, "books")) == tags({{"team", "red"}}));
  engine.ok("DeleteTable", R"({"TableName":"books"})");
  engine.create_table("books");
  CHECK(tags_of(engine, arn_of(engine, "books")).empty());
}

TEST_CASE("a resource has at most 50 tags, including existing ones") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  const std::string fault = "ValidationException: Number of Tags exceed the current limit for the provided ResourceArn";
  CHECK(engine.fault("TagResource", {{"ResourceArn", arn}, {"Tags", many(51)}}) == fault);
  engine.text("TagResource", Json{{"ResourceArn", arn}, {"Tags", many(50)}}.dump());
  CHECK(engine.status == 200);
  CHECK(engine.fault("TagResource", {{"ResourceArn", arn}, {"Tags", many(1, "more")}}) == fault);
  engine.text("TagResource", Json{{"ResourceArn", arn}, {"Tags", many(50)}}.dump());
  CHECK(engine.status == 200);
  Json table = {{"TableName", "other"},
                {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}}},
                {"AttributeDefinitions", {{{"AttributeName", "pk"}, {"AttributeType", "S"}}}},
                {"BillingMode", "PAY_PER_REQUEST"},
                {"Tags", many(51)}};
  CHECK(engine.fault("CreateTable", table) == fault);
  CHECK(engine.ok("ListTables", "{}")["TableNames"] == Json::array({"books"}));
}

TEST_CASE("tags may contain letters, numbers, spaces and a few signs") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  const auto put = [&](const Json& list) { engine.text("TagResource", Json{{"ResourceArn", arn}, {"Tags", list}}.dump()); };
  put(tags({{"a b+c-d=e.f_g:h/i@j", "Größe 源氏 +-=._:/@"}}));
  CHECK(engine.status == 200);
  for (const char* text : {"a!", "*", "a\"b", "{}", "a,b", "<b>", "a&b"}) {
    const Json in_key = {{"ResourceArn", arn}, {"Tags", tags({{text, ""}})}};
    const Json in_value = {{"ResourceArn", arn}, {"Tags", tags({{"a", text}})}};
    CHECK_MESSAGE(engine.fault("TagResource", in_key).find("ValidationException: ") == 0, text);
    CHECK_MESSAGE(engine.fault("TagResource", in_value).find("ValidationException: ") == 0, text);
  }
  CHECK(tags_of(engine, arn).size() == 1);
}

TEST_CASE("a tag key is neither reserved nor repeated, and keys and values have length limits") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  const auto fault = [&](const Json& list) { return engine.fault("TagResource", {{"ResourceArn", arn}, {"Tags", list}}); };
  CHECK(fault(tags({{"aws:x", ""}})).find("ValidationException: ") == 0);
  CHECK(fault(tags({{"a", "1"}, {"a", "2"}})).find("ValidationException: ") == 0);
  CHECK(fault(tags({{"", ""}})) ==
        "ValidationException: 1 validation error detected: Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have "
        "length greater than or equal to 1");
  const std::string value(257, 'v');
  CHECK(fault(tags({{"a", value.c_str()}})) == "ValidationException: 1 validation error detected: Value '" + value +
                                                   "' at 'tags.1.member.value' failed to satisfy constraint: Member must have length less "
                                                   "than or equal to 256");
  const std::string key(129, 'k');
  CHECK(fault(tags({{key.c_str(), ""}})).find("Member must have length less than or equal to 128") != std::string::npos);
  CHECK(tags_of(engine, arn).empty());
}

TEST_CASE("something that is not an ARN is not authorized, an ARN that is not a table's is invalid") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  const std::string user = "AccessDeniedException: User: arn:aws:iam::123456789012:root is not authorized to perform: dynamodb:";
  const Json some = tags({{"a", "b"}});
  CHECK(engine.fault("TagResource", "{}") == "ValidationException: Invalid TableArn");
  CHECK(engine.fault("TagResource", {{"ResourceArn", "abcd"}, {"Tags", some}}) == user + "TagResource on resource: *");
  CHECK(engine.fault("UntagResource", {{"ResourceArn", "a:b:c:d:e:f"}}) == user + "UntagResource on resource: a:b:c:d:e:f");
  CHECK(engine.fault("ListTagsOfResource", {{"ResourceArn", "a:b:c:d:e/f"}}) == user + "ListTagsOfResource on resource: *");
  CHECK(engine.fault("TagResource", {{"ResourceArn", arn}}) ==
        "ValidationException: 1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null");
  CHECK(engine.fault("UntagResource", {{"ResourceArn", arn}}) ==
        "ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null");
  for (const std::string& bad : {std::string("a:b:c:d:e:f/g"), arn + "/index/i"}) {
    const std::string invalid = "ValidationException: Invalid TableArn: Invalid ResourceArn provided as input " + bad;
    CHECK(engine.fault("TagResource", {{"ResourceArn", bad}, {"Tags", some}}) == invalid);
    CHECK(engine.fault("UntagResource", {{"ResourceArn", bad}, {"TagKeys", {"a"}}}) == invalid);
    CHECK(engine.fault("ListTagsOfResource", {{"ResourceArn", bad}}) == invalid);
  }
  CHECK(engine.fault("TagResource", {{"ResourceArn", arn}, {"Tags", Json::array()}}) ==
        "ValidationException: Atleast one Tag needs to be provided as Input.");
  CHECK(engine.fault("UntagResource", {{"ResourceArn", arn}, {"TagKeys", Json::array()}}) ==
        "ValidationException: Atleast one Tag Key needs to be provided as Input.");
}

TEST_CASE("a missing table has no tags") {
  TestEngine engine;
  for (const char* region : {"us-east-1", "us-east-2"}) {
    engine.region = region;
    const std::string arn = arn_of(engine, "books");
    const std::string missing = "ResourceNotFoundException: Requested resource not found";
    CHECK(engine.fault("TagResource", {{"ResourceArn", arn}, {"Tags", tags({{"a", "b"}})}}) ==
          missing + ": ResourcArn: " + arn + " not found");
    CHECK(engine.fault("UntagResource", {{"ResourceArn", arn}, {"TagKeys", {"a"}}}) == missing);
    CHECK(engine.fault("ListTagsOfResource", {{"ResourceArn", arn}}) == missing + ": ResourcArn: " + arn + " not found");
  }
}

TEST_CASE("tags survive an export and import") {
  TestEngine engine;
  engine.create_table("books", false, {{"Tags", many(3)}});
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(tags_of(other, arn_of(other, "books")) == many(3));
}
