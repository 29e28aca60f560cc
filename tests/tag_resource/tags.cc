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
  put(tags({{"a b+c-d=e.f_g:h/i@j", "Größe 源氏 ไทย שלום ① ª 𠀀 +-=._:/@"}}));
  CHECK(engine.status == 200);
  for (const char* text :
       {"a!", "*", "a\"b", "{}", "a,b", "<b>", "a&b", "a\tb", "😀", "→", "€", "हिन्दी", "ที่", "e\u0301", "؟", "®", "\ue000"}) {
    const Json in_key = {{"ResourceArn", arn}, {"Tags", tags({{text, ""}})}};
    const Json in_value = {{"ResourceArn", arn}, {"Tags", tags({{"a", text}})}};
    CHECK(engine.fault("TagResource", in_key) == std::string("ValidationException: The Tag Key provided is invalid, Key: ") + text);
    CHECK(engine.fault("TagResource", in_value) == std::string("ValidationException: The Tag Value provided is invalid, Value: ") + text);
  }
  CHECK(tags_of(engine, arn).size() == 1);
}

TEST_CASE("a tag key is neither reserved nor repeated") {
  TestEngine engine;
  engine.create_table("books");
  const auto fault = [&](const Json& list) {
    return engine.fault("TagResource", {{"ResourceArn", arn_of(engine, "books")}, {"Tags", list}});
  };
  CHECK(fault(tags({{"aws:x", ""}})) == "ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:x");
  CHECK(fault(tags({{"a", "1"}, {"a", "2"}})) == "ValidationException: Duplicate Tag Keys provided as input: Duplicate Tag Key found a");
}

TEST_CASE("a tag has a key of 1 to 128 characters and a value of up to 256") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  const auto request = [&](const Json& tag) { return Json{{"ResourceArn", arn}, {"Tags", Json::array({tag})}}; };
  const auto repeated = [](int times, const char* text) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  const std::string bad_key = "ValidationException: The Tag Key provided is invalid, Key: ";
  const std::string bad_value = "ValidationException: The Tag Value provided is invalid, Value: ";
  CHECK(engine.fault("TagResource", request({{"Key", ""}, {"Value", ""}})) == bad_key);
  CHECK(engine.fault("TagResource", request({{"Value", ""}})) == bad_key + "null");
  CHECK(engine.fault("TagResource", request({{"Key", "a"}})) == bad_value + "null");
  CHECK(engine.fault("TagResource", request({{"Key", repeated(129, "k")}, {"Value", ""}})) == bad_key + repeated(129, "k"));
  CHECK(engine.fault("TagResource", request({{"Key", "a"}, {"Value", repeated(257, "v")}})) == bad_value + repeated(257, "v"));
  CHECK(tags_of(engine, arn).empty());
  const Json longest = {{"Key", repeated(128, "源")}, {"Value", repeated(256, "氏")}};
  engine.text("TagResource", request(longest).dump());
  CHECK(engine.status == 200);
  CHECK(tags_of(engine, arn) == Json::array({longest}));
}

TEST_CASE("an invalid tag in a list prevents all changes") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  CHECK(engine.fault("TagResource", {{"ResourceArn", arn}, {"Tags", tags({{"good", ""}, {"b*d", ""}})}}) ==
        "ValidationException: The Tag Key provided is invalid, Key: b*d");
  CHECK(tags_of(engine, arn).empty());
}

TEST_CASE("a request about tags needs an ARN, and something to add or remove") {
  TestEngine engine;
  engine.create_table("books");
  const std::string arn = arn_of(engine, "books");
  const std::string null = "ValidationException: 1 validation error detected: Value null at ";
  CHECK(engine.fault("TagResource", "{}") == "ValidationException: Invalid TableArn");
  CHECK(engine.fault("TagResource", {{"ResourceArn", arn}}) == null + "'tags' failed to satisfy constraint: Member must not be null");
  CHECK(engine.fault("UntagResource", {{"ResourceArn", arn}}) == null + "'tagKeys' failed to satisfy constraint: Member must not be null");
  CHECK(engine.fault("TagResource", {{"ResourceArn", arn}, {"Tags", Json::array()}}) ==
        "ValidationException: Atleast one Tag needs to be provided as Input.");
  CHECK(engine.fault("UntagResource", {{"ResourceArn", arn}, {"TagKeys", Json::array()}}) ==
        "ValidationException: Atleast one Tag Key needs to be provided as Input.");
}

TEST_CASE("tags belong to a table of this account in the request's region") {
  TestEngine engine;
  engine.create_table("books");
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  const std::string arn = arn_of(engine, "books");
  const std::string s3 = "arn:aws:s3:::books";
  const std::string elsewhere = "arn:aws:dynamodb:eu-west-1:123456789012:table/books";
  const std::string others = "arn:aws:dynamodb:us-east-2:999999999999:table/books";
  const std::string absent = arn_of(engine, "films");
  const auto check = [&](const std::string& operation, const char* member, const Json& value) {
    const auto fault = [&](const std::string& at) {
      Json body = {{"ResourceArn", at}};
      if (*member != '\0') body[member] = value;
      return engine.fault(operation, body);
    };
    CHECK(fault("books") == invalid + "ARNs must start with 'arn:': books");
    CHECK(fault(s3) == invalid + "Provided Arn is not a DynamoDB resource arn: " + s3);
    CHECK(fault(arn + "/index/i") ==
          invalid + "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: " + arn + "/index/i");
    CHECK(fault(elsewhere) == "ValidationException: Invalid TableArn: Invalid ResourceArn provided as input " + elsewhere);
    CHECK(fault(others) == "AccessDeniedException: User: arn:aws:iam::123456789012:root is not authorized to perform: dynamodb:" +
                               operation + " on resource: " + others);
    CHECK(fault(absent) == "ResourceNotFoundException: Requested resource not found: ResourceArn: " + absent + " not found");
  };
  check("TagResource", "Tags", tags({{"a", "b"}}));
  check("UntagResource", "TagKeys", {"a"});
  check("ListTagsOfResource", "", nullptr);
}

TEST_CASE("with service latency, a change of tags shows after two seconds and excludes another for one and a half") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books", false, {{"Tags", tags({{"team", "red"}})}});
  engine.now += 60'000;
  const std::string arn = arn_of(engine, "books");
  const auto put = [&](const char* value) { return Json{{"ResourceArn", arn}, {"Tags", tags({{"team", value}})}}; };
  const auto remove = [&](const char* key) { return Json{{"ResourceArn", arn}, {"TagKeys", {key}}}; };
  const auto succeeds = [&](const std::string& operation, const Json& body) {
    engine.text(operation, body.dump());
    return engine.status == 200;
  };
  CHECK(tags_of(engine, arn) == tags({{"team", "red"}}));
  CHECK(succeeds("TagResource", put("blue")));
  CHECK(tags_of(engine, arn) == tags({{"team", "red"}}));
  engine.now += 1'499;
  const std::string busy = "LimitExceededException: Subscriber limit exceeded: Table tags are being updated: books";
  CHECK(engine.fault("TagResource", put("green")) == busy);
  CHECK(engine.fault("UntagResource", remove("team")) == busy);
  CHECK(succeeds("TagResource", put("blue")));
  CHECK(succeeds("UntagResource", remove("stage")));
  CHECK(tags_of(engine, arn) == tags({{"team", "red"}}));
  engine.now += 500;
  CHECK(tags_of(engine, arn) == tags({{"team", "red"}}));
  engine.now += 1;
  CHECK(tags_of(engine, arn) == tags({{"team", "blue"}}));
  CHECK(succeeds("UntagResource", remove("team")));
  CHECK(tags_of(engine, arn) == tags({{"team", "blue"}}));
  TestEngine later(Options{0, false, true});
  REQUIRE(later.engine.import_state(engine.engine.export_state()));
  later.now = engine.now;
  CHECK(tags_of(later, arn) == tags({{"team", "blue"}}));
  later.now += 2'000;
  CHECK(tags_of(later, arn).empty());
}

TEST_CASE("with service latency, a table whose tags are changing cannot be deleted") {
  TestEngine engine(Options{0, false, true});
  engine.create_table("books");
  engine.now += 60'000;
  engine.text("TagResource", Json{{"ResourceArn", arn_of(engine, "books")}, {"Tags", tags({{"a", "b"}})}}.dump());
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})").find("ResourceInUseException: ") == 0);
  engine.now += 2'000;
  engine.ok("DeleteTable", R"({"TableName":"books"})");
}

TEST_CASE("tags survive an export and import") {
  TestEngine engine;
  engine.create_table("books", false, {{"Tags", many(3)}});
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(tags_of(other, arn_of(other, "books")) == many(3));
}
