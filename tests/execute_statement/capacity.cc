#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("a statement consumes the same units as the equivalent operation") {
  TestEngine engine = with_orders();
  const auto units = [&](const std::string& text, Json extra = Json::object()) {
    if (!extra.contains("ReturnConsumedCapacity")) extra["ReturnConsumedCapacity"] = "TOTAL";
    return engine.ok("ExecuteStatement", statement(text, {}, extra))["ConsumedCapacity"];
  };
  // Each of a new on-demand table's four partitions costs at least half a unit.
  CHECK(units("SELECT * FROM orders") == parse_json(R"({"TableName":"orders","CapacityUnits":2.0})"));
  CHECK(units("SELECT * FROM orders WHERE pk = 'none'")["CapacityUnits"] == 0.5);
  CHECK(units("SELECT * FROM orders" + kFirstOrder, {{"ConsistentRead", true}})["CapacityUnits"] == 1.0);
  CHECK(units("UPDATE orders SET total = 1" + kFirstOrder)["CapacityUnits"] == 1.0);
  CHECK(units("DELETE FROM orders WHERE pk = 'none' AND sk = '1'")["CapacityUnits"] == 1.0);
  CHECK(units("INSERT INTO orders VALUE {'pk': 'new', 'sk': '1', 'text': '" + std::string(2000, 'x') + "'}",
              {{"ReturnConsumedCapacity", "INDEXES"}}) ==
        parse_json(R"({"TableName":"orders","CapacityUnits":2.0,"Table":{"CapacityUnits":2.0}})"));
  CHECK(!engine.ok("ExecuteStatement", statement("SELECT * FROM orders")).contains("ConsumedCapacity"));
}
