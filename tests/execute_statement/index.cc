#include "execute_statement/statements.h"

using namespace shardbook;

namespace {

/// Six songs by two artists. "by_year" (global: year, title) projects keys only, "by_plays" (local: artist, plays) also "genre".
TestEngine with_songs() {
  TestEngine engine;
  engine.ok("CreateTable", R"({"TableName":"songs","BillingMode":"PAY_PER_REQUEST",
    "KeySchema":[{"AttributeName":"artist","KeyType":"HASH"},{"AttributeName":"title","KeyType":"RANGE"}],
    "AttributeDefinitions":[{"AttributeName":"artist","AttributeType":"S"},{"AttributeName":"title","AttributeType":"S"},
      {"AttributeName":"year","AttributeType":"N"},{"AttributeName":"plays","AttributeType":"N"}],
    "GlobalSecondaryIndexes":[{"IndexName":"by_year","Projection":{"ProjectionType":"KEYS_ONLY"},
      "KeySchema":[{"AttributeName":"year","KeyType":"HASH"},{"AttributeName":"title","KeyType":"RANGE"}]}],
    "LocalSecondaryIndexes":[{"IndexName":"by_plays","Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["genre"]},
      "KeySchema":[{"AttributeName":"artist","KeyType":"HASH"},{"AttributeName":"plays","KeyType":"RANGE"}]}]})");
  for (int i = 1; i <= 6; ++i) {
    items(engine, "INSERT INTO songs VALUE {'artist': ?, 'title': ?, 'year': ?, 'plays': ?, 'genre': 'pop', 'label': 'own'}",
          {{{"S", i <= 3 ? "Ann" : "Bob"}},
           {{"S", "t" + std::to_string(i)}},
           {{"N", std::to_string(2000 + i % 2)}},
           {{"N", std::to_string(100 - i)}}});
  }
  return engine;
}

std::string titles(const Json& answer) {
  std::string out;
  for (const Json& item : answer["Items"]) out += (out.empty() ? "" : " ") + item["title"]["S"].get<std::string>();
  return out;
}
std::string titles(TestEngine& engine, const std::string& text) { return titles(engine.ok("ExecuteStatement", statement(text))); }

}  // namespace

TEST_CASE("SELECT from an index uses the index's keys") {
  TestEngine engine = with_songs();
  CHECK(titles(engine, "SELECT * FROM \"songs\".\"by_year\" WHERE \"year\" = 2001") == "t1 t3 t5");
  CHECK(titles(engine, "SELECT * FROM songs.by_year WHERE \"year\" = 2001 AND title > 't1' ORDER BY title DESC") == "t5 t3");
  CHECK(titles(engine, "SELECT * FROM songs.by_year WHERE \"year\" IN [2000, 2001] AND title IN ['t2', 't3'] ORDER BY \"year\"") ==
        "t2 t3");
  CHECK(titles(engine, "SELECT * FROM songs.by_plays WHERE artist = 'Ann'") == "t3 t2 t1");
  CHECK(titles(engine, "SELECT * FROM songs.by_plays WHERE artist = 'Ann' AND plays BETWEEN 98 AND 99 ORDER BY plays DESC") == "t1 t2");
  CHECK(items(engine, "SELECT * FROM songs.by_year").size() == 6);
}

TEST_CASE("an index with several key attributes does not exist for PartiQL") {
  TestEngine engine;
  engine.ok("CreateTable", R"({"TableName":"games","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"title","KeyType":"HASH"}],
    "AttributeDefinitions":[{"AttributeName":"title","AttributeType":"S"},{"AttributeName":"cup","AttributeType":"S"},
      {"AttributeName":"season","AttributeType":"N"}],
    "GlobalSecondaryIndexes":[
      {"IndexName":"by_both","Projection":{"ProjectionType":"ALL"},"KeySchema":[
        {"AttributeName":"cup","KeyType":"HASH"},{"AttributeName":"season","KeyType":"HASH"}]},
      {"IndexName":"in_order","Projection":{"ProjectionType":"ALL"},"KeySchema":[{"AttributeName":"title","KeyType":"HASH"},
        {"AttributeName":"cup","KeyType":"RANGE"},{"AttributeName":"season","KeyType":"RANGE"}]}]})");
  const std::string refused =
      "ValidationException: PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.";
  CHECK(fault(engine, "SELECT * FROM games.by_both WHERE cup = 'A' AND season = 1") == refused);
  CHECK(fault(engine, "SELECT * FROM games.in_order WHERE title = 'A'") == refused);
  CHECK(items(engine, "SELECT * FROM games WHERE title = 'A'").empty());
}

TEST_CASE("a global index shows what it projects, a local one fetches the rest") {
  TestEngine engine = with_songs();
  CHECK(items(engine, "SELECT * FROM songs.by_year WHERE \"year\" = 2001 AND title = 't1'") ==
        parse_json(R"([{"artist":{"S":"Ann"},"title":{"S":"t1"},"year":{"N":"2001"}}])"));
  CHECK(fault(engine, "SELECT genre, title, label FROM songs.by_year WHERE \"year\" = 2001") ==
        "ValidationException: One or more parameter values were invalid: Global secondary index by_year does not project [genre, label]");
  CHECK(fault(engine, "SELECT title FROM songs.by_year WHERE \"year\" = 2001 AND genre = 'pop'") ==
        "ValidationException: One or more parameter values were invalid: Secondary index by_year does not project one or more filter "
        "attributes: [genre]");
  CHECK(items(engine, "SELECT title FROM songs.by_year WHERE genre = 'pop'").empty());
  CHECK(items(engine, "SELECT label FROM songs.by_plays WHERE artist = 'Ann' AND plays = 99") == parse_json(R"([{"label":{"S":"own"}}])"));
}

TEST_CASE("a query of an index tests only projected attributes; in a scan the others are missing") {
  TestEngine engine = with_songs();
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  CHECK(fault(engine, "SELECT title FROM songs.by_plays WHERE artist = 'Ann' AND label = 'own' AND extra = 1 AND genre = 'pop'") ==
        invalid + "Secondary index by_plays does not project one or more filter attributes: [extra, label]");
  CHECK(fault(engine, "SELECT title FROM songs.by_year WHERE \"year\" IN [2000, 2001] AND plays > 1 AND label IS MISSING") ==
        invalid + "Secondary index by_year does not project one or more filter attributes: [label, plays]");
  for (const char* index : {"songs.by_plays", "songs.by_year"}) {
    const std::string from = std::string("SELECT title FROM ") + index + " WHERE ";
    CHECK(items(engine, from + "label = 'own'").empty());
    CHECK(items(engine, from + "label <> 'own'").size() == 6);
    CHECK(items(engine, from + "label IS MISSING").size() == 6);
  }
}

TEST_CASE("pages of an index continue where the previous one ended, even among equal keys") {
  TestEngine engine = with_songs();
  items(engine, "UPDATE songs SET plays = 97 WHERE artist = 'Ann' AND title = 't1'");
  for (const char* text : {"SELECT * FROM songs.by_plays WHERE artist = 'Ann' AND plays = 97",
                           "SELECT * FROM songs.by_year WHERE \"year\" = 2000", "SELECT * FROM songs.by_year"}) {
    const std::string whole = titles(engine, text);
    std::string paged;
    Json extra = {{"Limit", 1}};
    for (int page = 0; page < 10; ++page) {
      const Json answer = engine.ok("ExecuteStatement", statement(text, {}, extra));
      const std::string found = titles(answer);
      paged += (paged.empty() || found.empty() ? "" : " ") + found;
      if (!answer.contains("NextToken")) break;
      CHECK(answer["LastEvaluatedKey"].size() == 3);
      extra["NextToken"] = answer["NextToken"];
    }
    CHECK(paged == whole);
  }
}

TEST_CASE("reading an index consumes units of the index; fetching items also consumes units of the table") {
  TestEngine engine = with_songs();
  const auto units = [&](const std::string& text) {
    return engine.ok("ExecuteStatement", statement(text, {}, {{"ReturnConsumedCapacity", "INDEXES"}}))["ConsumedCapacity"];
  };
  CHECK(
      units("SELECT title FROM songs.by_year WHERE \"year\" = 2001") ==
      parse_json(
          R"({"TableName":"songs","CapacityUnits":0.5,"Table":{"CapacityUnits":0.0},"GlobalSecondaryIndexes":{"by_year":{"CapacityUnits":0.5}}})"));
  CHECK(
      units("SELECT label FROM songs.by_plays WHERE artist = 'Ann'") ==
      parse_json(
          R"({"TableName":"songs","CapacityUnits":2.0,"Table":{"CapacityUnits":1.5},"LocalSecondaryIndexes":{"by_plays":{"CapacityUnits":0.5}}})"));
}

TEST_CASE("a global index has no strongly consistent reads, a local one does") {
  TestEngine engine = with_songs();
  const Json strong = {{"ConsistentRead", true}};
  CHECK(engine.fault("ExecuteStatement", statement("SELECT * FROM songs.by_year", {}, strong)) ==
        "ValidationException: Strongly consistent read is not supported on Global Secondary Indexes");
  CHECK(engine.ok("ExecuteStatement", statement("SELECT * FROM songs.by_plays", {}, strong))["Items"].size() == 6);
}

TEST_CASE("a batch cannot read an index: its keys do not identify a single item") {
  TestEngine engine = with_songs();
  const auto message = [&](const std::string& text) {
    return engine.ok("BatchExecuteStatement", Json{{"Statements", {{{"Statement", text}}}}})["Responses"][0]["Error"]["Message"];
  };
  CHECK(message("SELECT * FROM songs.by_year WHERE \"year\" = 2001 AND title = 't1'") ==
        "Select statements within BatchExecuteStatement must specify the primary key in the where clause.");
  CHECK(message("SELECT * FROM songs.nothing WHERE \"year\" = 2001") == "The table does not have the specified index");
}

TEST_CASE("FROM names a table, or a table and its index") {
  TestEngine engine = with_books();
  CHECK(fault(engine, "SELECT * FROM a.b.c") == "ValidationException: A path may contain at most 2 components in the FROM clause");
  CHECK(fault(engine, "SELECT * FROM \"books\".\"i\"") == "ValidationException: The table does not have the specified index");
  CHECK(fault(engine, "SELECT * FROM nowhere.i") == "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("an index cannot be written to") {
  TestEngine engine = with_books();
  CHECK(fault(engine, "INSERT INTO books.i VALUE {'pk': 'x'}") ==
        "ValidationException: FROM clause may only contain a single table name in data manipulation statements at 1:13:5");
  CHECK(fault(engine, "DELETE FROM books.i WHERE pk = 'x'") == "ValidationException: This operation is not supported on an index");
  CHECK(fault(engine, "UPDATE \"books\".\"i\" SET v = 1 WHERE pk = 'x'") ==
        "ValidationException: This operation is not supported on an index");
}
