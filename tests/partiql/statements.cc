#include "test_engine.h"

using namespace shardbook;

namespace {

Json statement(const std::string& text, Json parameters = Json::array(), Json extra = Json::object()) {
  Json body = {{"Statement", text}};
  if (!parameters.empty()) body["Parameters"] = std::move(parameters);
  body.update(extra);
  return body;
}

/// Items of a statement that must succeed.
Json items(TestEngine& engine, const std::string& text, Json parameters = Json::array()) {
  return engine.ok("ExecuteStatement", statement(text, std::move(parameters)))["Items"];
}

std::string fault(TestEngine& engine, const std::string& text, Json parameters = Json::array()) {
  return engine.fault("ExecuteStatement", statement(text, std::move(parameters)));
}

TestEngine with_orders() {
  TestEngine engine;
  engine.create_table("orders", true);
  for (const char* pk : {"a", "b"}) {
    for (const char* sk : {"1", "2", "3"}) {
      items(engine,
            "INSERT INTO \"orders\" VALUE {'pk': ?, 'sk': ?, 'total': 10, 'tags': <<'x', 'y'>>, 'info': {'city': 'Ulm', 'list': [1, 2]}}",
            {{{"S", pk}}, {{"S", sk}}});
    }
  }
  return engine;
}

Json row(const std::string& text) { return Json::parse(text); }

}  // namespace

TEST_CASE("INSERT puts an item of literals and parameters; a second one with its key is a duplicate") {
  TestEngine engine;
  engine.create_table("mix");
  CHECK(
      items(engine,
            "INSERT INTO mix VALUE {'pk': 'it''s', 'n': -1.50, 'b': ?, 'flag': TRUE, 'nothing': null, 'l': [1, ['x'], {}], 'ns': <<1, 2>>}",
            {{{"B", "AQI="}}}) == Json::array());
  CHECK(items(engine, "SELECT * FROM mix WHERE pk = 'it''s'") ==
        row(R"([{"pk":{"S":"it's"},"n":{"N":"-1.5"},"b":{"B":"AQI="},"flag":{"BOOL":true},"nothing":{"NULL":true},
                "l":{"L":[{"N":"1"},{"L":[{"S":"x"}]},{"M":{}}]},"ns":{"NS":["1","2"]}}])"));
  CHECK(fault(engine, "INSERT INTO mix VALUE {'pk': 'it''s'}") == "DuplicateItemException: Duplicate primary key exists in table");
  CHECK(fault(engine, "INSERT INTO mix VALUE {'sk': 'x'}") ==
        "ValidationException: One or more parameter values were invalid: Missing the key pk in the item");
}

TEST_CASE("UPDATE sets, adds, appends and removes, and returns what is asked for") {
  TestEngine engine = with_orders();
  const std::string where = " WHERE pk = 'a' AND sk = '1'";
  CHECK(items(engine,
              "UPDATE orders SET total = total + ? SET info.list = list_append(info.list, [3]) REMOVE info.city" + where +
                  " RETURNING MODIFIED NEW *",
              {{{"N", "5"}}}) == row(R"([{"total":{"N":"15"},"info":{"M":{"list":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]}}}}])"));
  CHECK(items(engine, "UPDATE orders SET tags = set_add(tags, <<'z'>>)" + where + " RETURNING MODIFIED OLD *") ==
        row(R"([{"tags":{"SS":["x","y"]}}])"));
  CHECK(items(engine, "UPDATE orders SET tags = set_delete(tags, <<'x', 'y'>>)" + where + " RETURNING MODIFIED NEW *") ==
        row(R"([{"tags":{"SS":["z"]}}])"));
  CHECK(items(engine, "UPDATE orders REMOVE info" + where + " RETURNING ALL NEW *") ==
        row(R"([{"pk":{"S":"a"},"sk":{"S":"1"},"total":{"N":"15"},"tags":{"SS":["z"]}}])"));
  CHECK(items(engine, "UPDATE orders SET total = total - 1" + where) == Json::array());
}

TEST_CASE("UPDATE never makes an item, and its other conditions must hold") {
  TestEngine engine = with_orders();
  const std::string failed = "ConditionalCheckFailedException: The conditional request failed";
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk = 'a' AND sk = '9'") == failed);
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk = 'a' AND sk = '1' AND total > 10") == failed);
  const Json answer = engine.call("ExecuteStatement", statement("UPDATE orders SET total = 1 WHERE pk = 'a' AND sk = '1' AND total <> 10",
                                                                {}, {{"ReturnValuesOnConditionCheckFailure", "ALL_OLD"}}));
  CHECK(answer["Item"]["total"]["N"] == "10");
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk = 'a'") ==
        "ValidationException: Where clause does not contain a mandatory equality on all key attributes");
  CHECK(fault(engine, "UPDATE orders SET pk = 'b' WHERE pk = 'a' AND sk = '1'") ==
        "ValidationException: One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key");
}

TEST_CASE("DELETE removes one item; none is fine, a false condition is not") {
  TestEngine engine = with_orders();
  const std::string where = " WHERE pk = 'a' AND sk = '1'";
  CHECK(fault(engine, "DELETE FROM orders" + where + " AND total = 11") ==
        "ConditionalCheckFailedException: The conditional request failed");
  CHECK(items(engine, "DELETE FROM orders" + where + " RETURNING ALL OLD *")[0]["sk"]["S"] == "1");
  CHECK(items(engine, "DELETE FROM orders" + where + " RETURNING ALL OLD *") == Json::array());
  CHECK(
      fault(engine, "DELETE FROM orders" + where + " RETURNING MODIFIED OLD *") ==
      "ValidationException: Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
}

TEST_CASE("parameters must be as many as question marks") {
  TestEngine engine = with_orders();
  const std::string message = "ValidationException: Number of parameters in request and statement don't match.";
  CHECK(fault(engine, "SELECT * FROM orders WHERE pk = ?") == message);
  CHECK(fault(engine, "SELECT * FROM orders", {{{"S", "a"}}}) == message);
}

TEST_CASE("statements that are none are refused with what was expected") {
  TestEngine engine = with_orders();
  const std::string malformed = "ValidationException: Statement wasn't well formed, can't be processed: ";
  CHECK(fault(engine, "DROP TABLE orders") == malformed + "Expected data manipulation");
  CHECK(fault(engine, "EXISTS(SELECT * FROM orders WHERE pk = 'a' AND sk = '1')") == malformed + "Expected data manipulation");
  CHECK(fault(engine, "SELECT * FROM orders WHERE pk = ") == malformed + "Unexpected term");
  CHECK(fault(engine, "SELECT COUNT(*) FROM orders") == "ValidationException: Unexpected path component at 1:8:5");
  CHECK(fault(engine, "SELECT * FROM orders\nLIMIT 5") == "ValidationException: Unsupported clause: LIMIT at 2:1:5");
  CHECK(fault(engine, "SELECT * FROM a.b.c") == "ValidationException: A path may contain at most 2 components in the FROM clause");
  CHECK(fault(engine, "SELECT * FROM orders.\"\"") == "ValidationException: Path component cannot be an empty string");
  CHECK(fault(engine, "SELECT * FROM orders.i") == "ValidationException: The table does not have the specified index");
  CHECK(fault(engine, "INSERT INTO orders.i VALUE {'pk': 'x'}") ==
        "ValidationException: FROM clause may only contain a single table name in data manipulation statements at 1:13:6");
  CHECK(fault(engine, "DELETE FROM orders.i WHERE pk = 'x'") == "ValidationException: This operation is not supported on an index");
  CHECK(fault(engine, "SELECT * FROM nowhere") == "ResourceNotFoundException: Requested resource not found");
  CHECK(fault(engine, "SELECT * FROM nowhere WHERE a < <<'x'>>") ==
        "ValidationException: Incorrect operand type for operator or function; operator or function: <, operand type: SS");
}

TEST_CASE("a statement nested thousands deep is refused") {
  TestEngine engine = with_orders();
  const std::string refused = "ValidationException: Statement wasn't well formed, can't be processed: Expressions are nested too deeply";
  const auto repeated = [](const std::string& text) {
    std::string out;
    for (int i = 0; i < 2000; ++i) out += text;
    return out;
  };
  CHECK(fault(engine, "SELECT * FROM orders WHERE " + repeated("(")) == refused);
  CHECK(fault(engine, "SELECT * FROM orders WHERE " + repeated("NOT ")) == refused);
  CHECK(fault(engine, "SELECT * FROM orders WHERE a = " + repeated("[")) == refused);
  CHECK(fault(engine, "SELECT * FROM orders WHERE a = " + repeated("<<")) == refused);
  CHECK(fault(engine, "SELECT * FROM orders WHERE a = 1 OR " + repeated("f(")) == refused);
  CHECK(fault(engine, "INSERT INTO orders VALUE {'pk': " + std::string(40, '[') + std::string(40, ']') + "}") ==
        "ValidationException: Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported "
        "limit");
}

TEST_CASE("units are those of the same work by the other operations") {
  TestEngine engine = with_orders();
  const auto units = [&](const std::string& text, Json extra = Json::object()) {
    extra["ReturnConsumedCapacity"] = "TOTAL";
    return engine.ok("ExecuteStatement", statement(text, {}, extra))["ConsumedCapacity"];
  };
  CHECK(units("SELECT * FROM orders") == row(R"({"TableName":"orders","CapacityUnits":0.5})"));
  CHECK(units("SELECT * FROM orders WHERE pk = 'a' AND sk = '1'", {{"ConsistentRead", true}})["CapacityUnits"] == 1.0);
  CHECK(units("UPDATE orders SET total = 1 WHERE pk = 'a' AND sk = '1'")["CapacityUnits"] == 1.0);
}
