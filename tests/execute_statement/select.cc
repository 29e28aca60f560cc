#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("SELECT with a pinned partition key is answered in order of the sort key") {
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

TEST_CASE("SELECT without WHERE goes through the whole table in Scan's order") {
  TestEngine engine = with_books();
  CHECK(items(engine, "SELECT * FROM books") == engine.ok("Scan", R"({"TableName":"books"})")["Items"]);
  CHECK(items(engine, "SELECT * FROM books WHERE n > 3").size() == 3);
}

TEST_CASE("a pinned partition key makes a SELECT a query, whatever else it asks; without one it is a scan") {
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

TEST_CASE("SELECT of several partition keys, by IN and by OR, each once") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk IN ['c', 'a', 'a'] AND sk < 's3' ORDER BY pk") == "a1 a2 c1 c2");
  CHECK(keys(engine, "pk IN ('c', 'a') AND sk < 's3' ORDER BY pk") == "a1 a2 c1 c2");
  CHECK(keys(engine, "pk IN ? AND sk < 's3' ORDER BY pk", {{{"L", {{{"S", "c"}}, {{"S", "a"}}}}}}) == "a1 a2 c1 c2");
  CHECK(keys(engine, "pk IN ['c', 'a'] AND sk < 's3' ORDER BY pk DESC, sk DESC") == "c2 c1 a2 a1");
  CHECK(keys(engine, "(pk = 'c' OR pk = 'a') AND sk < 's3' ORDER BY pk DESC") == "c1 c2 a1 a2");
  const std::string by_sort_key = keys(engine, "pk IN ['c', 'a'] AND sk < 's3' ORDER BY sk DESC");
  CHECK((by_sort_key == "a2 c2 a1 c1" || by_sort_key == "c2 a2 c1 a1"));
}

TEST_CASE("ORDER BY needs a pinned partition key, and names key attributes") {
  TestEngine engine = with_books();
  CHECK(fault(engine, "SELECT * FROM books ORDER BY sk") ==
        "ValidationException: Must have WHERE clause in the statement when using ORDER BY clause.");
  CHECK(fault(engine, "SELECT * FROM books WHERE n = 1 ORDER BY sk") ==
        "ValidationException: Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = 'a' ORDER BY n") ==
        "ValidationException: Variable reference n in ORDER BY clause is not part of the primary key");
}

TEST_CASE("SELECT refuses a key value of another type than the key's") {
  TestEngine engine = with_books();
  const std::string mismatch =
      "ValidationException: One or more parameter values were invalid: Condition parameter type does not match schema type";
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = 1") == mismatch);
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = 'a' AND sk > 1") == mismatch);
}

TEST_CASE("SELECT finds a table by its ARN too, and tells one that is not there") {
  TestEngine engine = with_books();
  const std::string arn = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]["TableArn"];
  CHECK(items(engine, "SELECT * FROM \"" + arn + "\" WHERE pk = 'd'").size() == 1);
  CHECK(fault(engine, "SELECT * FROM nowhere") == "ResourceNotFoundException: Requested resource not found");
}
