#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("SELECT with a pinned partition key returns rows in sort key order") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a'") == "a1 a2 a3 a4");
  CHECK(keys(engine, "\"pk\" = 'a' ORDER BY sk DESC") == "a4 a3 a2 a1");
  CHECK(keys(engine, "pk = 'a' ORDER BY pk, \"sk\" ASC") == "a1 a2 a3 a4");
  CHECK(keys(engine, "pk = 'a' AND sk > 's1' AND sk <= 's3'") == "a2 a3");
  CHECK(keys(engine, "'a' = pk AND 's2' < sk") == "a3 a4");
  CHECK(keys(engine, "pk = 'a' AND sk BETWEEN 's2' AND 's3' AND n = 3") == "a3");
  CHECK(keys(engine, "pk = 'a' AND begins_with(sk, 's') AND sk >= 's4'") == "a4");
  CHECK(keys(engine, "pk = 'a' AND begins_with(sk, 's2')") == "a2");
  CHECK(keys(engine, "pk = 'a' AND sk = 's2'") == "a2");
  CHECK(keys(engine, "pk = 'a' AND sk = 's9'").empty());
  CHECK(keys(engine, "pk = 'a' AND sk IN ['s4', 's1', 's9']") == "a1 a4");
  CHECK(keys(engine, "pk = 'a' AND sk <> 's1' AND sk != 's2'") == "a3 a4");
  CHECK(keys(engine, "pk = 'a' AND (n < 2 OR NOT n <> 4)") == "a1 a4");
  CHECK(keys(engine, "pk = 'a' AND pk = 'b'").empty());
}

TEST_CASE("SELECT without WHERE reads the whole table in Scan's order") {
  TestEngine engine = with_books();
  CHECK(items(engine, "SELECT * FROM books") == engine.ok("Scan", R"({"TableName":"books"})")["Items"]);
  CHECK(items(engine, "SELECT * FROM books WHERE n > 3").size() == 3);
}

TEST_CASE("a SELECT with a pinned partition key is a query, whatever else it tests; any other is a scan") {
  TestEngine engine = with_books();
  const auto scanned = [&](const std::string& where) {
    Options options;
    options.observe = true;
    TestEngine watched(options);
    watched.engine.import_state(engine.engine.export_state());
    watched.engine.drain_events();
    keys(watched, where);
    return std::get<CallEvent>(watched.engine.drain_events().back().what).scanned;
  };
  CHECK(scanned("pk = 'a' AND sk = 's1'") == 1);
  CHECK(scanned("pk = 'a' AND n = 1") == 4);
  CHECK(scanned("pk IN ['a', 'b'] AND sk = 's1'") == 2);
  CHECK(scanned("pk = 'a' OR pk = 'b'") == 8);
  CHECK(scanned("n = 1") == 13);
  CHECK(scanned("pk = 'a' OR n = 1") == 13);
}

TEST_CASE("SELECT reads several partition keys, given by IN or OR, each once") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk IN ['c', 'a', 'a'] AND sk < 's3' ORDER BY pk") == "a1 a2 c1 c2");
  CHECK(keys(engine, "pk IN ('c', 'a') AND sk < 's3' ORDER BY pk") == "a1 a2 c1 c2");
  CHECK(keys(engine, "pk IN ? AND sk < 's3' ORDER BY pk", {{{"L", {{{"S", "c"}}, {{"S", "a"}}}}}}) == "a1 a2 c1 c2");
  CHECK(keys(engine, "pk IN ['c', 'a'] AND sk < 's3' ORDER BY pk DESC, sk DESC") == "c2 c1 a2 a1");
  CHECK(keys(engine, "(pk = 'c' OR pk = 'a') AND sk < 's3' ORDER BY pk DESC") == "c2 c1 a2 a1");
  CHECK(keys(engine, "pk IN ['c', 'a'] AND sk < 's3' ORDER BY sk DESC, pk") == "a2 c2 a1 c1");
}

TEST_CASE("DESC on the partition key alone reads in descending order") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a' ORDER BY pk DESC") == "a4 a3 a2 a1");
  CHECK(keys(engine, "pk = 'a' ORDER BY pk DESC, sk") == "a1 a2 a3 a4");
  CHECK(keys(engine, "pk = 'a' ORDER BY pk ASC") == "a1 a2 a3 a4");
}

TEST_CASE("OR of sort key ranges reads only these, as does OR of whole keys") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a' AND (sk < 's2' OR sk >= 's4')") == "a1 a4");
  CHECK(keys(engine, "pk = 'a' AND (sk < 's2' OR sk >= 's4') ORDER BY sk DESC") == "a4 a1");
  CHECK(keys(engine, "pk = 'b' AND sk = 's2' OR pk = 'a' AND sk = 's3' ORDER BY pk") == "a3 b2");
  CHECK(keys(engine, "pk = 'a' AND (sk = 's1' OR begins_with(sk, 's2') OR sk BETWEEN 's3' AND 's4') AND n <> 3") == "a1 a2 a4");
  CHECK(keys(engine, "pk = 'a' AND sk IN ['s2', 's2'] AND sk > 's1'") == "a2");
}

TEST_CASE("sort key ranges that share a key are refused") {
  TestEngine engine = with_books();
  const auto where = [&](const std::string& text) { return fault(engine, "SELECT * FROM books WHERE " + text); };
  const std::string refused = "ValidationException: Overlapping conditions with range keys are not supported in where clause";
  CHECK(where("pk = 'a' AND (sk < 's3' OR sk > 's2')") == refused);
  CHECK(where("pk = 'a' AND (sk BETWEEN 's1' AND 's2' OR sk BETWEEN 's2' AND 's3')") == refused);
  CHECK(where("pk = 'a' AND sk = 's1' OR pk = 'a' AND sk = 's1'") == refused);
  CHECK(where("pk = 'a' AND sk = 's1' OR pk = 'a'") == refused);
  CHECK(where("pk = 'a' AND (begins_with(sk, 's') OR sk IN ['s1', 's2'])") == refused);
  CHECK(keys(engine, "pk = 'a' AND (sk < 's2' OR sk >= 's2')") == "a1 a2 a3 a4");
  CHECK(keys(engine, "pk = 'a' AND n = 1 OR pk = 'a' AND n = 2") == "a1 a2");
  CHECK(keys(engine, "pk = 'a' AND (sk < 's3' OR sk > 's2' OR n = 7)") == "a1 a2 a3 a4");
}

TEST_CASE("ORDER BY needs a pinned partition key, and accepts key attributes only") {
  TestEngine engine = with_books();
  CHECK(fault(engine, "SELECT * FROM books ORDER BY sk") ==
        "ValidationException: Must have WHERE clause in the statement when using ORDER BY clause.");
  CHECK(fault(engine, "SELECT * FROM books WHERE n = 1 ORDER BY sk") ==
        "ValidationException: Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = 'a' ORDER BY n") ==
        "ValidationException: Attribute n in ORDER BY clause must be part of the primary key");
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = 'a' OR pk = 'b' ORDER BY sk") ==
        "ValidationException: Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.");
}

TEST_CASE("SELECT refuses values that a key cannot have") {
  TestEngine engine = with_books();
  const auto where = [&](const std::string& text) { return fault(engine, "SELECT * FROM books WHERE " + text); };
  const std::string mismatch = "ValidationException: Key attribute's data type should match its data type in table's schema: Key ";
  CHECK(where("pk = 1") == mismatch + "pk");
  CHECK(where("pk IN ['a', 1]") == mismatch + "pk");
  CHECK(where("pk = 'a' AND sk > 1") == mismatch + "sk");
  CHECK(where("pk = 'a' AND sk BETWEEN 1 AND 2") == mismatch + "sk");
  CHECK(where("pk = {'a': 1}") == "ValidationException: Key value must be of type S, N, or B. Key name: pk, Key type: M");
  CHECK(where("pk = 'a' AND sk = true") == "ValidationException: Key value must be of type S, N, or B. Key name: sk, Key type: BOOL");
  CHECK(where("pk = '" + std::string(2049, 'x') + "'") ==
        "ValidationException: One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes");
  CHECK(where("pk = 'a' AND sk = '" + std::string(1025, 'x') + "'") ==
        "ValidationException: One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of "
        "1024 bytes");
  CHECK(keys(engine, "sk = 1").empty());  // no partition key: a scan
}

TEST_CASE("SELECT also finds a table by its ARN, and reports a missing one") {
  TestEngine engine = with_books();
  const std::string arn = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableArn"];
  CHECK(items(engine, "SELECT * FROM \"" + arn + "\" WHERE pk = 'd'").size() == 1);
  CHECK(fault(engine, "SELECT * FROM nowhere") == "ResourceNotFoundException: Requested resource not found");
}
