#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("WHERE distinguishes a missing attribute from NULL") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "n IS MISSING") == "d1");
  CHECK(keys(engine, "n = MISSING") == "d1");
  CHECK(keys(engine, "x IS NOT MISSING") == "d1");
  CHECK(keys(engine, "x <> MISSING") == "d1");
  CHECK(keys(engine, "x IS NULL") == "d1");
  CHECK(keys(engine, "x = NULL") == "d1");
  CHECK(keys(engine, "pk = 'd' AND x IS NOT NULL").empty());
  CHECK(keys(engine, "pk = 'd' AND n IS NULL").empty());
  CHECK(keys(engine, "pk = 'd' AND n IS NOT NULL") == "d1");
  CHECK(keys(engine, "pk = 'a' AND info.pages IS MISSING AND info.years[0] IS NOT MISSING AND sk = 's1'") == "a1");
}

TEST_CASE("WHERE tests for types by PartiQL's names") {
  TestEngine engine = with_books();
  items(engine, "INSERT INTO books VALUE {'pk': 'e', 'sk': 's1', 'b': ?, 'yes': true}", {{{"B", "AQ=="}}});
  CHECK(keys(engine, "yes IS BOOLEAN") == "e1");
  CHECK(keys(engine, "b IS BLOB") == "e1");
  CHECK(keys(engine, "pk = 'e' AND sk IS STRING") == "e1");
  CHECK(keys(engine, "pk = 'a' AND n IS NUMERIC AND n < 3") == "a1 a2");
  CHECK(keys(engine, "pk = 'a' AND info IS STRUCT AND n = 1") == "a1");
  CHECK(keys(engine, "pk = 'a' AND info IS TUPLE AND n = 1") == "a1");
  CHECK(keys(engine, "pk = 'a' AND info.years IS LIST AND n = 1") == "a1");
  CHECK(keys(engine, "pk = 'a' AND n IS STRING").empty());
  CHECK(keys(engine, "pk = 'a' AND n IS NOT STRING AND n > 3") == "a4");
  CHECK(fault(engine, "SELECT * FROM books WHERE n IS DATE") == kMalformed + "Expected type name");
}

TEST_CASE("WHERE also accepts attribute_exists and attribute_not_exists") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "attribute_exists(x)") == "d1");
  CHECK(keys(engine, "ATTRIBUTE_NOT_EXISTS(info.title)") == "d1");
  CHECK(keys(engine, "pk = 'a' AND attribute_exists(info.years[0]) AND n = 1") == "a1");
}

TEST_CASE("WHERE supports size, attribute_type, begins_with and contains, in any case") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "attribute_type(\"set\", 'SS')") == "d1");
  CHECK(keys(engine, "ATTRIBUTE_TYPE(\"set\", ?)", {{{"S", "SS"}}}) == "d1");
  CHECK(keys(engine, "contains(\"set\", 'q')") == "d1");
  CHECK(keys(engine, "pk = 'a' AND Contains(info.title, 'of') AND n = 1") == "a1");
  CHECK(keys(engine, "size(\"set\") = 1") == "d1");
  CHECK(keys(engine, "pk = 'a' AND SIZE(info.title) BETWEEN 10 AND 10 AND n = 1") == "a1");
  CHECK(keys(engine, "pk = 'a' AND begins_with(info.title, 'title') AND n = 2") == "a2");
}

TEST_CASE("WHERE supports IN, BETWEEN and their negations") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a' AND n IN (1, 2)") == "a1 a2");
  CHECK(keys(engine, "pk = 'a' AND n IN [?, ?]", {{{"N", "1"}}, {{"N", "4"}}}) == "a1 a4");
  CHECK(keys(engine, "pk = 'a' AND n NOT IN [1, 2]") == "a3 a4");
  CHECK(keys(engine, "pk = 'a' AND n BETWEEN 2 AND 3") == "a2 a3");
  CHECK(keys(engine, "pk = 'a' AND n NOT BETWEEN 2 AND 4") == "a1");
  CHECK(keys(engine, "pk = 'a' AND NOT (n = 1) AND n != 2") == "a3 a4");
  CHECK(keys(engine, "pk = 'a' AND NOT NOT n = 1") == "a1");
  CHECK(keys(engine, "pk = 'a' AND (n = 1 OR n = 2 AND n = 3)") == "a1");
}

TEST_CASE("WHERE compares any types for equality, and paths with paths") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a' AND info.years = [1999.0] AND n = 1e0") == "a1");
  CHECK(keys(engine, "pk = 'a' AND info = {'years': [1999], 'title': 'title of a'} AND n = 1") == "a1");
  CHECK(keys(engine, "\"set\" = <<'q'>>") == "d1");
  CHECK(keys(engine, "pk = 'a' AND info.years[0] > n AND n = -1").empty());
  CHECK(keys(engine, "pk = 'a' AND info['years'][0] = 1999 AND n = 3") == "a3");
  CHECK(keys(engine, "pk = 'a' AND \"info\".\"years\"[0] = 1999 AND n = 3") == "a3");
  CHECK(keys(engine, "pk = 'a' AND n = '1'").empty());
}

TEST_CASE("an invalid WHERE is refused before the table is looked up") {
  TestEngine engine = with_books();
  const auto where = [&](const std::string& text) { return fault(engine, "SELECT * FROM nowhere WHERE " + text); };
  CHECK(where("a < <<'x'>>") ==
        "ValidationException: Incorrect operand type for operator or function; operator or function: <, operand type: SS");
  CHECK(where("lower(n) = 'a'") == "ValidationException: Unrecognized function: lower at 1:29:5");
  CHECK(where("n = 1 AND  Foo(n)") == "ValidationException: Unrecognized function: foo at 1:40:3");
  CHECK(where("size(n)") == "ValidationException: The function is not allowed to be used this way in an expression; function: size");
  CHECK(where("n = contains(n, 1)") ==
        "ValidationException: The function is not allowed to be used this way in an expression; function: contains");
  CHECK(where("begins_with(n)") ==
        "ValidationException: Incorrect number of operands for operator or function; operator or function: begins_with, number of "
        "operands: 1");
  CHECK(where("begins_with(n, 1)") ==
        "ValidationException: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N");
  CHECK(where("attribute_type(n, 'X')") ==
        "ValidationException: Invalid attribute type name found; type: X, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
  CHECK(where("n BETWEEN 3 AND 2") ==
        "ValidationException: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: "
        "AttributeValue: {N:3}, upper bound operand: AttributeValue: {N:2}");
  CHECK(where("a LIKE 'x'") == "ValidationException: Unsupported operator: LIKE at 1:31:4");
}

TEST_CASE("paths cannot reach into key attributes, which are scalars") {
  TestEngine engine = with_books();
  const std::string scalars =
      "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk";
  CHECK(fault(engine, "SELECT pk.x FROM books") == scalars);
  CHECK(fault(engine, "SELECT * FROM books WHERE pk[0] = 1") == scalars);
  CHECK(fault(engine, "UPDATE books SET pk.x = 1 WHERE pk = 'a' AND sk = 's1'") == scalars);
}
