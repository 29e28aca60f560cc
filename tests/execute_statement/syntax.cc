#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("keywords and functions are case-insensitive, names are not") {
  TestEngine engine = with_books();
  CHECK(items(engine, "select pk from books where pk = 'd' and Begins_With(sk, 's') and x is not missing;") ==
        parse_json(R"([{"pk":{"S":"d"}}])"));
  CHECK(items(engine, "Select PK From books Where pk = 'd'") == parse_json("[{}]"));
  CHECK(items(engine, "insert into books value {'pk': 'e', 'sk': 's1', 'Flag': True, 'none': Null}").empty());
  CHECK(items(engine, "update books set Flag = fAlSe remove none where pk = 'e' and sk = 's1' returning all new *") ==
        parse_json(R"([{"pk":{"S":"e"},"sk":{"S":"s1"},"Flag":{"BOOL":false}}])"));
  CHECK(items(engine, "delete from books where pk = 'e' and sk = 's1'").empty());
}

TEST_CASE("comments are allowed anywhere between words") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a' -- the first\n AND /* not\n 's1' */ sk = 's2'--") == "a2");
  CHECK(keys(engine, "pk = '-- a'").empty());
  CHECK(fault(engine, "SELECT * FROM books /* never ends *") == kMalformed);
}

TEST_CASE("names and strings may contain anything between their quotes") {
  TestEngine engine;
  engine.create_table("my.odd-table");
  const std::string text = "INSERT INTO \"my.odd-table\" VALUE {'pk': 'a''b\"c', 'two words': 1, 'say \"hi\"': 2, 'größe': 3}";
  items(engine, text);
  CHECK(items(engine, "SELECT \"two words\", \"say \"\"hi\"\"\", \"größe\" FROM \"my.odd-table\" WHERE pk = 'a''b\"c'") ==
        parse_json(R"([{"two words":{"N":"1"},"say \"hi\"":{"N":"2"},"größe":{"N":"3"}}])"));
}

TEST_CASE("invalid statements are refused with what was expected") {
  TestEngine engine = with_books();
  CHECK(fault(engine, "EXISTS(SELECT * FROM books WHERE pk = 'a' AND sk = 's1')") == kMalformed + "Expected data manipulation");
  CHECK(fault(engine, "SELECT * FROM books\nLIMIT 5") == "ValidationException: Unsupported clause: LIMIT at 2:1:5");
  CHECK(fault(engine, "SELECT * FROM 'books'").find(kMalformed) == 0);
  CHECK(fault(engine, "INSERT INTO books VALUE {\"pk\": 'a'}").find(kMalformed) == 0);
  CHECK(
      engine.fault("ExecuteStatement", Json::object()) ==
      "ValidationException: 1 validation error detected: Value null at 'statement' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("there must be at least as many parameters as question marks, and at least one if any are given") {
  TestEngine engine = with_books();
  const std::string message = "ValidationException: Number of parameters in request and statement don't match.";
  CHECK(fault(engine, "SELECT * FROM books WHERE pk = ?") == message);
  CHECK(items(engine, "SELECT * FROM books WHERE pk = 'd'", {{{"S", "a"}}}).size() == 1);
  CHECK(keys(engine, "pk = 'a' AND n = 1 AND info.title <> '?'") == "a1");
  CHECK(
      engine.fault("ExecuteStatement", R"({"Statement":"SELECT * FROM books","Parameters":[]})") ==
      "ValidationException: 1 validation error detected: Value '[]' at 'parameters' failed to satisfy constraint: Member must have length "
      "greater than or equal to 1");
}
