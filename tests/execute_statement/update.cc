#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("UPDATE sets, adds, appends and removes, with clauses and lists in any order") {
  TestEngine engine = with_orders();
  items(
      engine,
      "UPDATE orders SET total = total + ? SET info.nums = list_append(info.nums, [3]) REMOVE info.city SET a = 1, b = total" + kFirstOrder,
      {{{"N", "5"}}});
  CHECK(items(engine, "SELECT * FROM orders" + kFirstOrder) ==
        parse_json(R"([{"pk":{"S":"a"},"sk":{"S":"1"},"total":{"N":"15"},"tags":{"SS":["x","y"]},
                 "info":{"M":{"nums":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]}}},"a":{"N":"1"},"b":{"N":"10"}}])"));
  items(engine, "UPDATE orders REMOVE a REMOVE b REMOVE info.nums[0] REMOVE info.nums[1] SET total = 100 - total" + kFirstOrder);
  CHECK(items(engine, "SELECT a, b, total, info.nums FROM orders" + kFirstOrder) ==
        parse_json(R"([{"total":{"N":"85"},"nums":{"L":[{"N":"3"}]}}])"));
}

TEST_CASE("FROM with SET or REMOVE is an UPDATE too") {
  TestEngine engine = with_orders();
  CHECK(items(engine, "FROM orders" + kFirstOrder + " SET total = 1, a = 2 REMOVE info REMOVE tags RETURNING ALL NEW *") ==
        parse_json(R"([{"pk":{"S":"a"},"sk":{"S":"1"},"total":{"N":"1"},"a":{"N":"2"}}])"));
  CHECK(fault(engine, "FROM orders" + kFirstOrder + " AND total = 2 SET total = 3") == kConditionFailed);
  CHECK(fault(engine, "FROM orders" + kFirstOrder) == kMalformed + "Expected data manipulation");
  CHECK(fault(engine, "FROM orders.i" + kFirstOrder + " SET total = 3") ==
        "ValidationException: This operation is not supported on an index");
}

TEST_CASE("UPDATE sets values of all types, including at paths") {
  TestEngine engine = with_orders();
  items(engine, "UPDATE orders SET info.\"zip code\" = NULL SET info['nums'][1] = {'a': [TRUE]} SET info.nums[9] = 'end'" + kFirstOrder);
  CHECK(items(engine, "SELECT info FROM orders" + kFirstOrder) ==
        parse_json(R"([{"info":{"M":{"city":{"S":"Ulm"},"nums":{"L":[{"N":"1"},{"M":{"a":{"L":[{"BOOL":true}]}}},{"S":"end"}]},
                 "zip code":{"NULL":true}}}}])"));
}

TEST_CASE("set_add and set_delete change sets; removing the last member removes the set") {
  TestEngine engine = with_orders();
  const auto tags = [&](const std::string& value, Json parameters = Json::array()) {
    items(engine, "UPDATE orders SET tags = " + value + kFirstOrder, std::move(parameters));
    return items(engine, "SELECT tags FROM orders" + kFirstOrder)[0];
  };
  CHECK(tags("set_add(tags, <<'z', 'x'>>)") == parse_json(R"({"tags":{"SS":["x","y","z"]}})"));
  CHECK(tags("SET_DELETE(tags, ?)", {{{"SS", {"x", "y", "w"}}}}) == parse_json(R"({"tags":{"SS":["z"]}})"));
  CHECK(tags("set_delete(tags, <<'z'>>)") == parse_json("{}"));
  CHECK(tags("set_add(tags, <<1>>)") == parse_json(R"({"tags":{"NS":["1"]}})"));
  CHECK(fault(engine, "UPDATE orders SET tags = set_add(tags, <<'x'>>)" + kFirstOrder) ==
        "ValidationException: An operand in the update expression has an incorrect data type");
}

TEST_CASE("UPDATE never creates an item, and its other conditions must hold") {
  TestEngine engine = with_orders();
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk = 'a' AND sk = '9'") == kConditionFailed);
  CHECK(fault(engine, "UPDATE orders SET total = 1" + kFirstOrder + " AND total > 10") == kConditionFailed);
  items(engine, "UPDATE orders SET total = 1" + kFirstOrder + " AND total = 10 AND contains(tags, 'x')");
  CHECK(items(engine, "SELECT total FROM orders" + kFirstOrder) == parse_json(R"([{"total":{"N":"1"}}])"));
}

TEST_CASE("a failed condition returns the item if asked to") {
  TestEngine engine = with_orders();
  Json body = statement("UPDATE orders SET total = 1" + kFirstOrder + " AND total <> 10");
  CHECK(!engine.call("ExecuteStatement", body).contains("Item"));
  CHECK(engine.call("ExecuteStatement", body)["message"] == "The conditional request failed");
  body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  CHECK(engine.text("ExecuteStatement", body.dump()).find("\"Message\":\"The conditional request failed\"") != std::string::npos);
  CHECK(engine.call("ExecuteStatement", body)["Item"]["total"]["N"] == "10");
  body["Statement"] = "DELETE FROM orders" + kFirstOrder + " AND total <> 10";
  CHECK(engine.call("ExecuteStatement", body)["Item"]["total"]["N"] == "10");
  body["Statement"] = "UPDATE orders SET total = 1 WHERE pk = 'a' AND sk = '9'";
  CHECK(!engine.call("ExecuteStatement", body).contains("Item"));
}

TEST_CASE("UPDATE specifies one item by its whole key, and cannot change the key") {
  TestEngine engine = with_orders();
  const std::string not_pinned = "ValidationException: Where clause does not contain a mandatory equality on all key attributes";
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk = 'a'") == not_pinned);
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk = 'a' AND sk > '0'") == not_pinned);
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk = 'a' OR sk = '1'") == not_pinned);
  CHECK(fault(engine, "UPDATE orders SET total = 1") == not_pinned);
  CHECK(fault(engine, "UPDATE orders SET pk = 'b'" + kFirstOrder) ==
        "ValidationException: One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key");
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE pk IN ['a'] AND sk = '1'") == not_pinned);
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE (pk = 'a' OR pk = 'a') AND sk = '1'") == not_pinned);
  CHECK(fault(engine, "UPDATE orders SET total = 1 WHERE NOT pk <> 'a' AND sk = '1'") == not_pinned);
  CHECK(fault(engine, "UPDATE nowhere SET total = 1" + kFirstOrder) == "ResourceNotFoundException: Requested resource not found");
}

TEST_CASE("UPDATE and DELETE take one valid value for each key attribute") {
  TestEngine engine = with_orders();
  for (const std::string text : {"UPDATE orders SET total = 1 WHERE ", "DELETE FROM orders WHERE "}) {
    const auto where = [&](const std::string& condition) { return fault(engine, text + condition); };
    CHECK(where("pk = 'a' AND pk = 'b' AND sk = '1'") ==
          "ValidationException: Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported");
    CHECK(where("pk = 'a' AND sk = '1' AND sk = '1'") ==
          "ValidationException: Multiple conditions on same key sk. Only single item Update/Insert/Delete are supported");
    CHECK(where("pk = 1 AND sk = '1'") ==
          "ValidationException: Key attribute's data type should match its data type in table's schema: Key pk");
    CHECK(where("pk = 'a' AND sk = [1]") == "ValidationException: Key value must be of type S, N, or B. Key name: sk, Key type: L");
    CHECK(where("pk = '' AND sk = '1'") ==
          "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
          "string value. Key: pk");
    CHECK(where("pk = '" + std::string(2049, 'x') + "' AND sk = '1'") ==
          "ValidationException: One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 "
          "bytes");
  }
}

TEST_CASE("UPDATE refuses what UpdateItem refuses") {
  TestEngine engine = with_orders();
  const auto update = [&](const std::string& clauses) { return fault(engine, "UPDATE orders " + clauses + kFirstOrder); };
  CHECK(update("SET a = b") == "ValidationException: The provided expression refers to an attribute that does not exist in the item");
  CHECK(update("SET a.b = 1") == "ValidationException: The document path provided in the update expression is invalid for update");
  CHECK(update("SET total = tags + 1") == "ValidationException: An operand in the update expression has an incorrect data type");
  CHECK(update("SET total = 'x' + 1") ==
        "ValidationException: Incorrect operand type for operator or function; operator or function: +, operand type: S");
  CHECK(update("SET a = 1 SET a = 2").find("Two document paths overlap with each other") != std::string::npos);
  CHECK(update("SET a = list_append([1], 2)") ==
        "ValidationException: Incorrect operand type for operator or function; operator or function: list_append, operand type: N");
  CHECK(update("SET a = list_append(list_append(b, [1]), [2])") ==
        "ValidationException: The function is not allowed to be used this way in an expression; function: list_append");
  CHECK(update("SET a = lower(b)") == "ValidationException: Unrecognized function: lower at 1:23:5");
}
