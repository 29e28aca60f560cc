#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("UPDATE returns everything or what it modified, before or after") {
  TestEngine engine = with_orders();
  const auto update = [&](const std::string& clauses, const std::string& returning) {
    return items(engine, "UPDATE orders " + clauses + kFirstOrder + returning);
  };
  CHECK(update("SET total = total + 5 SET info.nums = list_append(info.nums, [3]) REMOVE info.city", " RETURNING MODIFIED NEW *") ==
        parse_json(R"([{"total":{"N":"15"},"info":{"M":{"nums":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]}}}}])"));
  CHECK(update("SET tags = set_add(tags, <<'z'>>)", " returning modified old *") == parse_json(R"([{"tags":{"SS":["x","y"]}}])"));
  CHECK(update("SET fresh = 1", " RETURNING MODIFIED OLD *") == Json::array());
  CHECK(update("SET fresh = 2", " RETURNING ALL OLD *")[0]["fresh"]["N"] == "1");
  CHECK(update("REMOVE info REMOVE fresh REMOVE tags", " RETURNING ALL NEW *") ==
        parse_json(R"([{"pk":{"S":"a"},"sk":{"S":"1"},"total":{"N":"15"}}])"));
  CHECK(update("REMOVE total", " RETURNING MODIFIED NEW *") == Json::array());
  CHECK(update("SET total = 1", "") == Json::array());
}

TEST_CASE("DELETE returns the whole old item, if there was one, and nothing else") {
  TestEngine engine = with_orders();
  const std::string text = "DELETE FROM orders" + kFirstOrder;
  const auto refused = [](const std::string& wanted) {
    return "ValidationException: Invalid returning clause: RETURNING " + wanted +
           " *. Only RETURNING ALL OLD * is allowed in DELETE statements.";
  };
  for (const char* wanted : {"MODIFIED OLD", "MODIFIED NEW", "ALL NEW"}) {
    CHECK(fault(engine, text + " RETURNING " + wanted + " *") == refused(wanted));
  }
  CHECK(items(engine, text + " RETURNING ALL OLD *")[0]["sk"]["S"] == "1");
  CHECK(items(engine, text + " RETURNING ALL OLD *") == Json::array());
}
