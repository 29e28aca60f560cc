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
