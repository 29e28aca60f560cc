#include "execute_statement/statements.h"

using namespace shardbook;

namespace {

/// Returns the detail in the error for a statement that is not well formed.
std::string detail(const std::string& text) {
  TestEngine engine = with_books();
  const std::string message = fault(engine, text);
  INFO(message);
  CHECK(message.find(kMalformed) == 0);
  return message.substr(std::min(message.size(), kMalformed.size()));
}

}  // namespace

TEST_CASE("operators bind as in SQL: comparisons tighter than NOT, NOT than AND, AND than OR") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a' AND n = 1 OR pk = 'b' AND n = 2") == keys(engine, "(pk = 'a' AND n = 1) OR (pk = 'b' AND n = 2)"));
  CHECK(keys(engine, "pk = 'a' AND NOT n = 1 AND n < 4") == "a2 a3");
  CHECK(keys(engine, "pk = 'a' AND NOT (n = 1 OR n = 2)") == "a3 a4");
  CHECK(keys(engine, "pk = 'a' AND n BETWEEN 1 AND 3 AND n <> 2") == "a1 a3");
  CHECK(keys(engine, "((pk) = ('a')) AND (n IN (2, 3))") == "a2 a3");
}

TEST_CASE("an operator must have a right side") {
  const std::string missing = "Missing right-hand side expression of infix operator";
  CHECK(detail("SELECT * FROM books WHERE pk = 'a' AND ") == missing);
  CHECK(detail("SELECT * FROM books WHERE pk = 'a' OR") == missing);
  CHECK(detail("SELECT * FROM books WHERE pk = ") == missing);
  CHECK(detail("SELECT * FROM books WHERE n IN") == missing);
  CHECK(detail("SELECT * FROM books WHERE n BETWEEN") == missing);
  CHECK(detail("SELECT * FROM books WHERE n BETWEEN 1 AND ") == "Expected expression after AND");
  CHECK(detail("UPDATE books SET n = n + WHERE pk = 'a'") == "Unexpected keyword");
}

TEST_CASE("an empty WHERE has no term, and an operator is not one") {
  CHECK(detail("SELECT * FROM books WHERE   ") == "Unexpected term");
  CHECK(detail("SELECT * FROM books WHERE NOT") == "Unexpected term");
  CHECK(detail("SELECT * FROM books WHERE )") == "Unexpected term");
  CHECK(detail("SELECT * FROM books WHERE n = ;") == "Unexpected term");
  CHECK(detail("SELECT * FROM books WHERE AND n = 1") == "Unexpected operator");
  CHECK(detail("SELECT * FROM books WHERE n = < 1") == "Unexpected operator");
  CHECK(detail("SELECT * FROM books WHERE n IN (1, )") == "Unexpected term");
}

TEST_CASE("text that does not begin a statement is parsed as an expression first") {
  CHECK(detail("INSRT INTO books VALUE {'pk': 'a'}") == "Unexpected token after expression");
  CHECK(detail("SELEC * FROM books") == "Expected data manipulation");
  CHECK(detail("nonsense") == "Expected data manipulation");
  CHECK(detail("DROP TABLE books") == "Expected data manipulation");
  CHECK(detail("INSERT books VALUE {'pk': 'a'}") == "Unexpected keyword");
}

TEST_CASE("there is one statement at a time, with an optional semicolon") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'd';") == "d1");
  CHECK(detail("SELECT * FROM books; SELECT * FROM books") == "Unexpected token after semicolon. (Only one query is allowed.)");
  CHECK(detail("SELECT * FROM books;;") == "Unexpected token after semicolon. (Only one query is allowed.)");
  CHECK(detail("SELECT * FROM books WHERE pk = 'a' 'b'") == "Unexpected token after expression");
}

TEST_CASE("tables cannot have aliases") {
  TestEngine engine = with_books();
  const std::string refused = "ValidationException: Aliasing is not supported";
  for (const char* text : {"SELECT * FROM books b", "SELECT * FROM books AS b WHERE pk = 'a'", "SELECT * FROM \"books\" \"b\"",
                           "UPDATE books b SET n = 1 WHERE pk = 'a'", "DELETE FROM books AS b WHERE pk = 'a'",
                           "FROM books b WHERE pk = 'a' SET n = 1", "SELECT pk AS p FROM books"}) {
    CHECK(fault(engine, text) == refused);
  }
  CHECK(detail("SELECT * FROM books AS WHERE pk = 'a'") == "Expected identifier for AS-alias");
}

TEST_CASE("a syntax error comes before unsupported features") {
  CHECK(detail("SELECT count(*) FROM books b WHERE pk = ") == "Missing right-hand side expression of infix operator");
  CHECK(detail("SELECT * FROM books b; SELECT") == "Unexpected token after semicolon. (Only one query is allowed.)");
}

TEST_CASE("PartiQL's keywords must be quoted to be names, in paths too") {
  TestEngine engine = with_books();
  CHECK(detail("SELECT user FROM books") == "Unexpected keyword");
  CHECK(detail("SELECT * FROM books WHERE position = 1") == "Unexpected keyword");
  CHECK(detail("SELECT info.size FROM books") == "Invalid path dot component");
  CHECK(detail("UPDATE books SET date = 1 WHERE pk = 'a'") == "Expected identifier for simple path");
  CHECK(detail("INSERT INTO user VALUE {'pk': 'a'}") == "Expected identifier for simple path");
  CHECK(items(engine, "SELECT info.\"size\", \"user\", name, status, type FROM books WHERE pk = 'd'") == parse_json("[{}]"));
}

TEST_CASE("incomplete clauses are refused") {
  CHECK(detail("SELECT *") == "Expected FROM after SELECT list");
  CHECK(detail("SELECT *, pk FROM books") ==
        "Other expressions may not be present in the select list when '*' is used without dot notation.");
  CHECK(detail("SELECT * FROM books WHERE pk = 'a' ORDER sk") == "Expected BY");
  CHECK(detail("DELETE books WHERE pk = 'a'") == "Expected FROM after DELETE");
  CHECK(detail("UPDATE books WHERE pk = 'a'") == "Expected data manipulation");
  CHECK(detail("UPDATE books SET n WHERE pk = 'a'") == "Expected '='");
  CHECK(detail("UPDATE books SET n = 1 WHERE pk = 'a' RETURNING *") ==
        "Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.");
  CHECK(detail("SELECT * FROM books WHERE (n = 1") == "Expected RIGHT_PAREN");
  CHECK(detail("SELECT * FROM books WHERE n = [1") == "Expected RIGHT_BRACKET");
  CHECK(detail("SELECT * FROM books WHERE n IS 1") == "Expected type name");
  CHECK(detail("SELECT * FROM books WHERE n BETWEEN 1, 2") == "Expected AND keyword");
  CHECK(detail("INSERT INTO books (pk, sk) VALUES ('a', 'b')") == "Unexpected token after expression");
}

TEST_CASE("REMOVE takes one path; another needs another REMOVE") {
  TestEngine engine = with_books();
  CHECK(detail("UPDATE books REMOVE n, info WHERE pk = 'a' AND sk = 's1'") == "Unexpected token after expression");
  CHECK(items(engine, "UPDATE books REMOVE n REMOVE info WHERE pk = 'a' AND sk = 's1' RETURNING ALL NEW *") ==
        parse_json(R"([{"pk":{"S":"a"},"sk":{"S":"s1"}}])"));
}

TEST_CASE("text that is not a token is refused without details") {
  for (const char* text : {"SELECT * FROM books WHERE pk = 'a", "SELECT \"pk FROM books", "SELECT * FROM books /* never ends *",
                           "SELECT * FROM books WHERE n = 1e", "SELECT # FROM books", "SELECT * FROM books WHERE n ! = 1"}) {
    CHECK(detail(text).empty());
  }
}

TEST_CASE("PartiQL operators that DynamoDB lacks are refused") {
  TestEngine engine = with_books();
  const auto where = [&](const std::string& text) { return fault(engine, "SELECT * FROM books WHERE " + text); };
  CHECK(where("n LIKE 'x'") == "ValidationException: Unsupported operator: LIKE at 1:29:4");
  CHECK(where("n NOT LIKE 'x'") == "ValidationException: Unsupported operator: LIKE at 1:33:4");
  CHECK(where("n = 2 * 3") == "ValidationException: Unsupported operator: * at 1:33:1");
  CHECK(where("info.title = 'a' || 'b'") == "ValidationException: Unsupported operator: || at 1:44:2");
}

TEST_CASE("a path cannot have an empty step") {
  TestEngine engine = with_books();
  const std::string refused = "ValidationException: Path component cannot be an empty string";
  for (const char* text : {"SELECT * FROM \"\"", "SELECT * FROM books.\"\"", "SELECT \"\" FROM books", "SELECT info.\"\" FROM books",
                           "SELECT * FROM books WHERE info[''] = 1", "UPDATE books SET \"\" = 1 WHERE pk = 'a'",
                           "INSERT INTO books VALUE {'pk': 'x', 'sk': 'y', 'm': {'': 1}}"}) {
    CHECK(fault(engine, text) == refused);
  }
}

TEST_CASE("path steps are names and indexes") {
  TestEngine engine = with_books();
  const auto where = [&](const std::string& text) { return fault(engine, "SELECT * FROM books WHERE " + text); };
  CHECK(where("info[n] = 1") == "ValidationException: Unexpected path component at 1:32:1");
  CHECK(where("info.* = 1") == "ValidationException: Unexpected path component at 1:32:1");
  CHECK(where("info[-1] = 1") == "ValidationException: Unexpected path component at 1:32:1");
  CHECK(where("[1, 2][0] = 1") == "ValidationException: Unexpected path component at 1:33:1");
  CHECK(detail("UPDATE books SET info[n] = 1 WHERE pk = 'a'") == "Invalid path component for simple path");
  CHECK(detail("UPDATE books REMOVE info.* WHERE pk = 'a'") == "Invalid path dot component for simple path");
}
