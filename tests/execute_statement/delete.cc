#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("DELETE removes one item; a missing item is fine, a false condition is not") {
  TestEngine engine = with_orders();
  CHECK(fault(engine, "DELETE FROM orders" + kFirstOrder + " AND total = 11") == kConditionFailed);
  CHECK(items(engine, "DELETE FROM orders" + kFirstOrder + " AND total = 10").empty());
  CHECK(items(engine, "DELETE FROM orders" + kFirstOrder).empty());
  CHECK(fault(engine, "DELETE FROM orders" + kFirstOrder + " AND total = 10") == kConditionFailed);
  CHECK(items(engine, "SELECT * FROM orders").size() == 5);
  CHECK(fault(engine, "DELETE FROM orders WHERE pk = 'a'") ==
        "ValidationException: Where clause does not contain a mandatory equality on all key attributes");
}
