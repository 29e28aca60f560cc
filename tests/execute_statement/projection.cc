#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("SELECT shows paths under their last name, and omits missing ones") {
  TestEngine engine = with_books();
  CHECK(items(engine, "SELECT n, info.title, info.years[0], nowhere FROM \"books\" WHERE pk = 'a' AND sk = 's1'") ==
        parse_json(R"([{"n":{"N":"1"},"title":{"S":"title of a"},"years[0]":{"N":"1999"}}])"));
  CHECK(items(engine, "SELECT nowhere FROM books WHERE pk = 'a' AND sk = 's1'") == parse_json("[{}]"));
  CHECK(items(engine, "SELECT \"info\".\"years\", \"pk\" FROM books WHERE pk = 'a' AND sk = 's1'") ==
        parse_json(R"([{"years":{"L":[{"N":"1999"}]},"pk":{"S":"a"}}])"));
}

TEST_CASE("SELECT shows attributes but no functions of them") {
  TestEngine engine = with_books();
  CHECK(fault(engine, "SELECT COUNT(*) FROM nowhere") == "ValidationException: Unexpected path component at 1:8:5");
  CHECK(fault(engine, "SELECT\n n, size(n) FROM books") == "ValidationException: Unexpected path component at 2:5:4");
}

TEST_CASE("SELECT of more columns than the item has shows those there are, and of equal names the first that has a value") {
  TestEngine engine = with_books();
  std::string columns = "x.n, info.years[1], info.years[0]";
  for (int i = 0; i < 500; ++i) columns += ", c" + std::to_string(i);
  CHECK(items(engine, "SELECT " + columns + ", n, info.n, info.years[0], pk, n, title, info.title FROM books WHERE pk = 'a' AND sk = 's2'")
            .dump() == R"([{"years[0]":{"N":"1999"},"n":{"N":"2"},"pk":{"S":"a"},"title":{"S":"title of a"}}])");
}
