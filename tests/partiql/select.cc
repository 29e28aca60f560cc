#include "test_engine.h"

using namespace shardbook;

namespace {

TestEngine with_books() {
  TestEngine engine;
  engine.create_table("books", true);
  for (const char* pk : {"a", "b", "c"}) {
    for (int i = 1; i <= 4; ++i) {
      engine.ok("PutItem",
                Json{{"TableName", "books"},
                     {"Item",
                      {{"pk", {{"S", pk}}},
                       {"sk", {{"S", "s" + std::to_string(i)}}},
                       {"n", {{"N", std::to_string(i)}}},
                       {"info", {{"M", {{"title", {{"S", std::string("title of ") + pk}}}, {"years", {{"L", {{{"N", "1999"}}}}}}}}}}}}});
    }
  }
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"d"},"sk":{"S":"s1"},"x":{"NULL":true},"set":{"SS":["q"]}}})");
  return engine;
}

Json select(TestEngine& engine, const std::string& text, Json extra = Json::object()) {
  Json body = {{"Statement", text}};
  body.update(extra);
  return engine.ok("ExecuteStatement", body);
}

/// "a1 a2": partition keys and the digits of sort keys, in the order of the answer.
std::string keys(const Json& answer) {
  std::string out;
  for (const Json& item : answer["Items"]) {
    out += (out.empty() ? "" : " ") + item["pk"]["S"].get<std::string>() + item["sk"]["S"].get<std::string>().substr(1);
  }
  return out;
}
std::string keys(TestEngine& engine, const std::string& where) { return keys(select(engine, "SELECT * FROM books WHERE " + where)); }

std::string fault(TestEngine& engine, const std::string& text, Json extra = Json::object()) {
  Json body = {{"Statement", text}};
  body.update(extra);
  return engine.fault("ExecuteStatement", body);
}

/// All pages, one after the other.
std::string all_pages(TestEngine& engine, const std::string& text, int limit) {
  std::string out;
  Json extra = {{"Limit", limit}};
  for (int page = 0; page < 20; ++page) {
    const Json answer = select(engine, text, extra);
    CHECK(answer["Items"].size() <= static_cast<std::size_t>(limit));
    CHECK(answer.contains("NextToken") == answer.contains("LastEvaluatedKey"));
    const std::string found = keys(answer);
    out += (out.empty() || found.empty() ? "" : " ") + found;
    if (!answer.contains("NextToken")) return out;
    extra["NextToken"] = answer["NextToken"];
  }
  return "endless";
}

}  // namespace

TEST_CASE("a pinned partition key is queried in order of the sort key") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a'") == "a1 a2 a3 a4");
  CHECK(keys(engine, "\"pk\" = 'a' ORDER BY sk DESC") == "a4 a3 a2 a1");
  CHECK(keys(engine, "pk = 'a' AND sk > 's1' AND sk <= 's3'") == "a2 a3");
  CHECK(keys(engine, "'a' = pk AND 's2' < sk") == "a3 a4");
  CHECK(keys(engine, "pk = 'a' AND sk BETWEEN 's2' AND 's3' AND n = 3") == "a3");
  CHECK(keys(engine, "pk = 'a' AND begins_with(sk, 's') AND sk >= 's4'") == "a4");
  CHECK(keys(engine, "pk = 'a' AND sk = 's2'") == "a2");
  CHECK(keys(engine, "pk = 'a' AND sk = 's9'").empty());
  CHECK(keys(engine, "pk = 'a' AND sk IN ['s4', 's1', 's9']") == "a1 a4");
  CHECK(keys(engine, "pk = 'a' AND (n < 2 OR NOT n <> 4)") == "a1 a4");
}

TEST_CASE("what is read tells a query from a scan") {
  TestEngine engine = with_books();
  const auto scanned = [&](const std::string& where) {
    Options options;
    options.observe = true;
    TestEngine watched(options);
    watched.engine.import_state(engine.engine.export_state());
    watched.engine.drain_events();
    select(watched, "SELECT * FROM books WHERE " + where);
    return std::get<CallEvent>(watched.engine.drain_events().back().what).scanned;
  };
  CHECK(scanned("pk = 'a' AND sk = 's1'") == 1);
  CHECK(scanned("pk = 'a' AND n = 1") == 4);
  CHECK(scanned("pk IN ['a', 'b'] AND sk = 's1'") == 2);
  CHECK(scanned("n = 1") == 13);
}

TEST_CASE("lists of partition keys, and their order") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk IN ['c', 'a', 'a'] AND sk < 's3' ORDER BY pk") == "a1 a2 c1 c2");
  CHECK(keys(engine, "pk IN ['c', 'a'] AND sk < 's3' ORDER BY pk DESC, sk DESC") == "c2 c1 a2 a1");
  CHECK(keys(engine, "(pk = 'c' OR pk = 'a') AND sk < 's3' ORDER BY pk DESC") == "c1 c2 a1 a2");
  const std::string by_sort_key = keys(engine, "pk IN ['c', 'a'] AND sk < 's3' ORDER BY sk DESC");
  CHECK((by_sort_key == "a2 c2 a1 c1" || by_sort_key == "c2 a2 c1 a1"));
  CHECK(select(engine, "SELECT * FROM books WHERE pk IN ['a', 'b', 'c']")["Items"].size() == 10);
  CHECK(fault(engine, "SELECT * FROM books ORDER BY sk") ==
        "ValidationException: Must have WHERE clause in the statement when using ORDER BY clause.");
  CHECK(fault(engine, "SELECT * FROM books WHERE n = 1 ORDER BY sk") ==
        "ValidationException: Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = 'a' ORDER BY n") ==
        "ValidationException: Variable reference n in ORDER BY clause is not part of the primary key");
}

TEST_CASE("pages go on where the one before ended") {
  TestEngine engine = with_books();
  for (const char* text :
       {"SELECT * FROM books", "SELECT * FROM books WHERE pk = 'b'", "SELECT * FROM books WHERE pk = 'b' ORDER BY sk DESC",
        "SELECT * FROM books WHERE pk IN ['c', 'a'] ORDER BY pk DESC, sk DESC",
        "SELECT * FROM books WHERE pk IN ['c', 'a', 'b'] AND sk < 's4' ORDER BY sk",
        "SELECT * FROM books WHERE pk IN ['c', 'a', 'b'] AND sk < 's4' ORDER BY sk DESC",
        "SELECT * FROM books WHERE pk IN ['c', 'a'] AND sk IN ['s3', 's1'] ORDER BY pk, sk DESC"}) {
    const std::string whole = all_pages(engine, text, 100);
    CHECK(whole.size() > 5);
    for (int limit = 1; limit < 6; ++limit) CHECK(all_pages(engine, text, limit) == whole);
  }
}

TEST_CASE("a NextToken is good for its own statement and parameters only") {
  TestEngine engine = with_books();
  const std::string text = "SELECT * FROM books WHERE pk = ?";
  const Json a = {{{"S", "a"}}};
  const std::string token = select(engine, text, {{"Parameters", a}, {"Limit", 1}})["NextToken"];
  CHECK(keys(select(engine, text, {{"Parameters", a}, {"NextToken", token}})) == "a2 a3 a4");
  CHECK(fault(engine, text, {{"Parameters", {{{"S", "b"}}}}, {"NextToken", token}}) ==
        "ValidationException: NextToken does not match request");
  CHECK(fault(engine, "SELECT * FROM books", {{"NextToken", token}}) == "ValidationException: NextToken does not match request");
  CHECK(fault(engine, text, {{"Parameters", a}, {"NextToken", "abc"}}) == "ValidationException: Invalid NextToken");
  CHECK(fault(engine, text, {{"Parameters", a}, {"NextToken", token.substr(4)}}) == "ValidationException: Invalid NextToken");
}

TEST_CASE("a page ends at one megabyte") {
  TestEngine engine;
  engine.create_table("big", true);
  const std::string text(300'000, 'x');
  for (int i = 0; i < 5; ++i) {
    engine.ok("PutItem",
              Json{{"TableName", "big"}, {"Item", {{"pk", {{"S", "p"}}}, {"sk", {{"S", std::to_string(i)}}}, {"text", {{"S", text}}}}}});
  }
  const Json answer = select(engine, "SELECT sk FROM big WHERE pk = 'p'", {{"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(answer["Items"].size() == 4);
  CHECK(answer["LastEvaluatedKey"]["sk"]["S"] == "3");
  CHECK(answer["ConsumedCapacity"]["CapacityUnits"] == 146.5);
}

TEST_CASE("conditions test presence, types, sizes and contents") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "n IS MISSING") == "d1");
  CHECK(keys(engine, "n = MISSING") == "d1");
  CHECK(keys(engine, "x IS NULL") == "d1");
  CHECK(keys(engine, "x = NULL") == "d1");
  CHECK(keys(engine, "x IS NOT MISSING") == "d1");
  CHECK(keys(engine, "pk = 'd' AND x IS NOT NULL").empty());
  CHECK(keys(engine, "attribute_type(\"set\", 'SS')") == "d1");
  CHECK(keys(engine, "contains(\"set\", 'q')") == "d1");
  CHECK(keys(engine, "size(\"set\") = 1") == "d1");
  CHECK(keys(engine, "pk = 'a' AND info.years[0] = 1999 AND info.title = 'title of a' AND n IN (1, 2)") == "a1 a2");
  CHECK(keys(engine, "pk = 'a' AND n NOT IN [1, 2]") == "a3 a4");
  CHECK(keys(engine, "pk = 'a' AND n NOT BETWEEN 2 AND 4") == "a1");
  CHECK(keys(engine, "pk = 'a' AND NOT (n = 1) AND n != 2") == "a3 a4");
  CHECK(fault(engine, "SELECT * FROM books WHERE attribute_exists(n)") ==
        "ValidationException: Invalid function name; function: attribute_exists");
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = 1") ==
        "ValidationException: One or more parameter values were invalid: Condition parameter type does not match schema type");
}

TEST_CASE("paths are shown under their last name, absent ones not at all") {
  TestEngine engine = with_books();
  CHECK(select(engine, "SELECT n, info.title, info.years[0], nowhere FROM \"books\" WHERE pk = 'a' AND sk = 's1'")["Items"] ==
        Json::parse(R"([{"n":{"N":"1"},"title":{"S":"title of a"},"years[0]":{"N":"1999"}}])"));
  CHECK(select(engine, "SELECT nowhere FROM books WHERE pk = 'a' AND sk = 's1'")["Items"] == Json::parse("[{}]"));
  CHECK(fault(engine, "SELECT pk.x FROM books") ==
        "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk");
}
