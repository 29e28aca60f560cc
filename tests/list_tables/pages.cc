#include "test_engine.h"

using namespace shardbook;

TEST_CASE("names are listed in order, page by page") {
  TestEngine engine;
  for (const char* name : {"ccc", "aaa", "bbb"}) engine.create_table(name);
  CHECK(engine.ok("ListTables", R"({"Limit":2})") == parse_json(R"({"TableNames":["aaa","bbb"],"LastEvaluatedTableName":"bbb"})"));
  CHECK(engine.ok("ListTables", R"({"ExclusiveStartTableName":"bb0"})") == parse_json(R"({"TableNames":["bbb","ccc"]})"));
  CHECK(engine.ok("ListTables", R"({"ExclusiveStartTableName":"ccc"})") == parse_json(R"({"TableNames":[]})"));
  CHECK(engine.ok("ListTables", R"({"Limit":3})") == parse_json(R"({"TableNames":["aaa","bbb","ccc"]})"));
}

TEST_CASE("a page has at most a hundred names") {
  TestEngine engine;
  for (int i = 100; i < 201; ++i) engine.create_table("table-" + std::to_string(i));
  const Json page = engine.ok("ListTables", "{}");
  CHECK(page["TableNames"].size() == 100);
  CHECK(page["LastEvaluatedTableName"] == "table-199");
  CHECK(engine.ok("ListTables", {{"ExclusiveStartTableName", "table-199"}}) == parse_json(R"({"TableNames":["table-200"]})"));
}

TEST_CASE("names are sorted by their bytes") {
  TestEngine engine;
  for (const char* name : {"abc", "Abc", "a_c", "a.c", "a-c", "a1c"}) engine.create_table(name);
  CHECK(engine.ok("ListTables", "{}")["TableNames"] == Json::array({"Abc", "a-c", "a.c", "a1c", "a_c", "abc"}));
}

TEST_CASE("errors of ListTables") {
  TestEngine engine;
  const std::string one = "ValidationException: 1 validation error detected: Value ";
  CHECK(engine.fault("ListTables", R"({"Limit":0})") ==
        one + "'0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(engine.fault("ListTables", R"({"Limit":101})") ==
        one + "'101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100");
  CHECK(engine.fault("ListTables", R"({"ExclusiveStartTableName":"a"})") ==
        one + "'a' at 'exclusiveStartTableName' failed to satisfy constraint: Member must have length greater than or equal to 3");
  CHECK(engine.fault("ListTables", R"({"ExclusiveStartTableName":"a;b"})") ==
        one +
            "'a;b' at 'exclusiveStartTableName' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            "[a-zA-Z0-9_.-]+");
}
