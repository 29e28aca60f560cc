#include "execute_statement/statements.h"

using namespace shardbook;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a statement nested thousands deep is refused") {
  TestEngine engine = with_books();
  const std::string refused = kMalformed + "Expressions are nested too deeply";
  const auto where = [&](const std::string& text) { return fault(engine, "SELECT * FROM books WHERE " + text); };
  CHECK(where(repeated("(", 8000)) == refused);
  CHECK(where(repeated("NOT ", 2000)) == refused);
  CHECK(where("a = " + repeated("[", 8000)) == refused);
  CHECK(where("a = " + repeated("<<", 4000)) == refused);
  CHECK(where("a = " + repeated("{'a':", 1600)) == refused);
  CHECK(where("a IN " + repeated("(", 8000)) == refused);
  CHECK(where("a = 1 OR " + repeated("f(", 4000)) == refused);
  CHECK(where(repeated("a", 8200)).find("Member must have length less than or equal to 8192") != std::string::npos);
}

TEST_CASE("a condition nests as deep as the number of operators allows") {
  TestEngine engine = with_books();
  CHECK(keys(engine, "pk = 'a' AND " + repeated("NOT ", 296) + "n = 1") == "a1");
  CHECK(keys(engine, "pk = 'a' AND " + repeated("(", 290) + "n = 1" + repeated(")", 290)) == "a1");
  CHECK(keys(engine, repeated("(", 140) + "pk = 'a' AND n < 3" + repeated(" AND n <> 4)", 140)) == "a1 a2");
}

TEST_CASE("a document path has at most 32 steps") {
  TestEngine engine = with_books();
  CHECK(items(engine, "SELECT a" + repeated(".a", 31) + " FROM books WHERE pk = 'd'") == parse_json("[{}]"));
  const std::string refused = "ValidationException: The document path has too many nesting levels; nesting levels: 33";
  CHECK(fault(engine, "SELECT a" + repeated(".a", 32) + " FROM books") == refused);
  CHECK(fault(engine, "SELECT * FROM books WHERE a" + repeated("[0]", 32) + " = 1") == refused);
  CHECK(fault(engine, "UPDATE books REMOVE a" + repeated(".a", 32) + " WHERE pk = 'a' AND sk = 's1'") == refused);
}

TEST_CASE("a statement has at most 300 operators and functions") {
  TestEngine engine = with_books();
  const std::string refused = "ValidationException: The expression contains too many operators; operator count: 301";
  CHECK(items(engine, "SELECT * FROM books WHERE n = 9" + repeated(" OR n = 9", 149)).empty());
  CHECK(fault(engine, "SELECT * FROM books WHERE n = 9" + repeated(" OR n = 9", 150)) == refused);
  std::string sums = "UPDATE books SET a0 = n + 1";
  for (int i = 1; i <= 300; ++i) sums += ", a" + std::to_string(i) + " = n + 1";
  CHECK(fault(engine, sums + " WHERE pk = 'a' AND sk = 's1'") == refused);
}

TEST_CASE("IN accepts fifty partition keys, or a hundred other values") {
  TestEngine engine = with_books();
  CHECK(items(engine, "SELECT * FROM books WHERE pk IN ['z'" + repeated(", 'z'", 49) + "]").empty());
  CHECK(fault(engine, "SELECT * FROM books WHERE pk IN ['z'" + repeated(", 'z'", 50) + "]") ==
        "ValidationException: The IN operator is provided with too many operands; number of operands: 51");
  CHECK(items(engine, "SELECT * FROM books WHERE pk = 'd'" + repeated(" OR pk = 'z'", 100)).size() == 1);
  CHECK(items(engine, "SELECT * FROM books WHERE n IN [9" + repeated(", 9", 99) + "]").empty());
  CHECK(fault(engine, "SELECT * FROM books WHERE n IN [9" + repeated(", 9", 100) + "]") ==
        "ValidationException: The IN operator is provided with too many operands; number of operands: 101");
}
