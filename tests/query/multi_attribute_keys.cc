#include "test_indexes.h"

using namespace shardbook;

namespace {

/// An index with HASH keys a, b and RANGE keys c (a string), d (a number), e (a string). Items have x, xy and y for c, and 1 to 3 for d.
struct Games {
  Games() {
    engine.ok("CreateTable",
              {{"TableName", "games"},
               {"BillingMode", "PAY_PER_REQUEST"},
               {"KeySchema", Json::array({hash_key("pk")})},
               {"AttributeDefinitions", definitions({{"pk", "S"}, {"a", "S"}, {"b", "N"}, {"c", "S"}, {"d", "N"}, {"e", "S"}})},
               {"GlobalSecondaryIndexes",
                Json::array({index_definition("many", {hash_key("a"), hash_key("b"), range_key("c"), range_key("d"), range_key("e")})})}});
    for (const char* c : {"x", "xy", "y"}) {
      for (int d = 1; d <= 3; ++d) put("a1", c, d, "e");
    }
    put("a2", "x", 1, "e");
  }
  void put(const std::string& a, const std::string& c, int d, const std::string& e) {
    const std::string place = a + c + std::to_string(d);
    engine.ok("PutItem", {{"TableName", "games"},
                          {"Item",
                           {{"pk", {{"S", place}}},
                            {"a", {{"S", a}}},
                            {"b", {{"N", "7"}}},
                            {"c", {{"S", c}}},
                            {"d", {{"N", std::to_string(d)}}},
                            {"e", {{"S", e}}}}}});
  }
  Json body(const std::string& condition) {
    Json values = Json::object();
    const std::map<std::string, Json> all = {{":a", {{"S", "a1"}}}, {":b", {{"N", "7"}}}, {":c", {{"S", "x"}}}, {":d", {{"N", "2"}}},
                                             {":h", {{"N", "3"}}},  {":e", {{"S", "e"}}}, {":p", {{"S", "p"}}}};
    for (const auto& [name, value] : all) {
      if (condition.find(name) != std::string::npos) values[name] = value;
    }
    return {{"TableName", "games"}, {"IndexName", "many"}, {"KeyConditionExpression", condition}, {"ExpressionAttributeValues", values}};
  }
  std::string found(const std::string& condition) {
    std::string out;
    const Json answer = engine.ok("Query", body(condition));
    for (const Json& item : answer["Items"]) {
      out += item["c"]["S"].get<std::string>() + item["d"]["N"].get<std::string>() + " ";
    }
    return out;
  }
  std::string fault(const std::string& condition) { return engine.fault("Query", body(condition)); }
  TestEngine engine;
};

}  // namespace

TEST_CASE("all partition keys together select the items, which are sorted by each sort key in turn") {
  Games games;
  CHECK(games.found("a = :a AND b = :b") == "x1 x2 x3 xy1 xy2 xy3 y1 y2 y3 ");
  CHECK(games.found("b = :b AND a = :a") == "x1 x2 x3 xy1 xy2 xy3 y1 y2 y3 ");
}

TEST_CASE("sort keys are tested from the left, and the last test may be a range") {
  Games games;
  CHECK(games.found("a = :a AND b = :b AND c = :c") == "x1 x2 x3 ");
  CHECK(games.found("a = :a AND b = :b AND c > :c") == "xy1 xy2 xy3 y1 y2 y3 ");
  CHECK(games.found("a = :a AND b = :b AND begins_with(c, :c)") == "x1 x2 x3 xy1 xy2 xy3 ");
  CHECK(games.found("a = :a AND b = :b AND c = :c AND d >= :d") == "x2 x3 ");
  CHECK(games.found("a = :a AND b = :b AND c = :c AND d < :d") == "x1 ");
  CHECK(games.found("a = :a AND b = :b AND c = :c AND d BETWEEN :d AND :h") == "x2 x3 ");
  CHECK(games.found("e = :e AND d = :d AND c = :c AND b = :b AND a = :a") == "x2 ");
}

TEST_CASE("every partition key must be tested for equality") {
  Games games;
  const auto missing = [](const std::string& names) {
    return "ValidationException: HASH key attributes " + names + " must have equality conditions specified in the query";
  };
  CHECK(games.fault("a = :a") == missing("b"));
  CHECK(games.fault("a = :a AND b > :b") == missing("b"));
  CHECK(games.fault("a = :a AND c = :c") == missing("b"));
  CHECK(games.fault("c = :c") == missing("a, b"));
  CHECK(games.fault("pk = :p AND b < :b") == missing("a, b"));
  const Json legacy = parse_json(R"({"TableName":"games","IndexName":"many",
      "KeyConditions":{"b":{"ComparisonOperator":"EQ","AttributeValueList":[{"N":"7"}]}}})");
  CHECK(games.engine.fault("Query", legacy) == missing("a"));
}

TEST_CASE("with several sort keys, a missing single partition key is reported in the same words") {
  TestEngine engine;
  engine.ok("CreateTable",
            {{"TableName", "games"},
             {"BillingMode", "PAY_PER_REQUEST"},
             {"KeySchema", Json::array({hash_key("pk")})},
             {"AttributeDefinitions", definitions({{"pk", "S"}, {"a", "S"}, {"b", "S"}, {"c", "S"}})},
             {"GlobalSecondaryIndexes", Json::array({index_definition("idx", {hash_key("a"), range_key("b"), range_key("c")})})}});
  CHECK(engine.fault("Query", {{"TableName", "games"},
                               {"IndexName", "idx"},
                               {"KeyConditionExpression", "b = :b"},
                               {"ExpressionAttributeValues", {{":b", {{"S", "b"}}}}}}) ==
        "ValidationException: HASH key attributes a must have equality conditions specified in the query");
}

TEST_CASE("sort keys before the last one tested must be tested for equality") {
  Games games;
  const auto missing = [](const std::string& names, const std::string& last) {
    return "ValidationException: RANGE key attributes " + names +
           " must have equality conditions specified in the query because a condition is present on key attribute " + last;
  };
  CHECK(games.fault("a = :a AND b = :b AND d = :d") == missing("c", "d"));
  CHECK(games.fault("a = :a AND b = :b AND e = :e") == missing("c, d", "e"));
  CHECK(games.fault("a = :a AND b = :b AND c = :c AND e = :e") == missing("d", "e"));
  CHECK(games.fault("a = :a AND b = :b AND c > :c AND d = :d") == missing("c", "d"));
  CHECK(games.fault("a = :a AND b = :b AND begins_with(c, :c) AND d = :d") == missing("c", "d"));
  CHECK(games.fault("a = :a AND b = :b AND c = :c AND d > :d AND e = :e") == missing("d", "e"));
}

TEST_CASE("a test of a non-key attribute is reported as missing the first sort key without a test") {
  Games games;
  CHECK(games.fault("a = :a AND b = :b AND pk = :p") == "ValidationException: Query condition missed key schema element: c");
  CHECK(games.fault("a = :a AND b = :b AND c = :c AND e = :e AND pk = :p") ==
        "ValidationException: Query condition missed key schema element: d");
}

TEST_CASE("more tests than keys are refused before everything else that needs the table") {
  Games games;
  CHECK(games.fault("a = :a AND c = :c AND d = :d AND e = :e AND pk = :p AND x = :p") ==
        "ValidationException: The number of query conditions (6) exceeds the number of key attributes defined in the schema (5)");
  Json body = games.body("pk = :p AND a = :a");
  body.erase("IndexName");
  body["ExclusiveStartKey"] = parse_json(R"({"x":{"S":"a"}})");
  CHECK(games.engine.fault("Query", body) ==
        "ValidationException: The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)");
}

TEST_CASE("missing partition keys are reported before empty values, these before attributes that are no keys") {
  Games games;
  const auto with_empty = [&](const std::string& condition) {
    Json body = games.body(condition);
    body["ExpressionAttributeValues"][":a"] = {{"S", ""}};
    return games.engine.fault("Query", body);
  };
  CHECK(with_empty("a = :a AND pk = :p") ==
        "ValidationException: HASH key attributes b must have equality conditions specified in the query");
  CHECK(with_empty("a = :a AND b = :b AND pk = :p") ==
        "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
        "string value. Key: a");
}

TEST_CASE("empty values are reported before missing sort keys, types after them") {
  Games games;
  Json body = games.body("a = :a AND b = :b AND c = :c AND e = :e");
  body["ExpressionAttributeValues"][":b"] = {{"S", "7"}};
  body["ExpressionAttributeValues"][":c"] = {{"S", ""}};
  CHECK(games.engine.fault("Query", body) ==
        "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
        "string value. Key: c");
  body["ExpressionAttributeValues"][":c"] = {{"S", "x"}};
  CHECK(games.engine.fault("Query", body) ==
        "ValidationException: RANGE key attributes d must have equality conditions specified in the query because a condition is present "
        "on key attribute e");
}

TEST_CASE("a starting key that differs in any but the last partition key is not one the query could have returned") {
  Games games;
  Json body = games.body("a = :a AND b = :b");
  body["ExclusiveStartKey"] = parse_json(R"({"pk":{"S":"a1x1"},"a":{"S":"a2"},"b":{"N":"7"},"c":{"S":"x"},"d":{"N":"1"},"e":{"S":"e"}})");
  CHECK(games.engine.fault("Query", body) == "ValidationException: The query can return at most one row and cannot be restarted");
  body["ExclusiveStartKey"]["a"]["S"] = "a1";
  body["ExclusiveStartKey"]["b"]["N"] = "8";
  CHECK(games.engine.fault("Query", body) ==
        "ValidationException: The provided starting key is outside query boundaries based on provided conditions");
}

TEST_CASE("a value of a type other than its key's is refused") {
  Games games;
  Json body = games.body("a = :a AND b = :b");
  body["ExpressionAttributeValues"][":b"] = {{"S", "7"}};
  CHECK(games.engine.fault("Query", body) ==
        "ValidationException: One or more parameter values were invalid: Condition parameter type does not match schema type");
}

TEST_CASE("an item is in the index only if it has all keys") {
  Games games;
  const auto count = [&] { return games.engine.ok("Scan", R"({"TableName":"games","IndexName":"many"})")["Count"].get<int>(); };
  CHECK(count() == 10);
  games.engine.ok("UpdateItem", R"({"TableName":"games","Key":{"pk":{"S":"a1x1"}},"UpdateExpression":"REMOVE d"})");
  CHECK(count() == 9);
  CHECK(games.found("a = :a AND b = :b AND c = :c") == "x2 x3 ");
}

TEST_CASE("pages of an index with many keys continue after all of them") {
  Games games;
  for (const bool forward : {true, false}) {
    Json body = with(games.body("a = :a AND b = :b AND begins_with(c, :c)"), {{"ScanIndexForward", forward}});
    const Json whole = games.engine.ok("Query", body)["Items"];
    Json seen = Json::array();
    body["Limit"] = 1;
    while (true) {
      const Json page = games.engine.ok("Query", body);
      for (const Json& item : page["Items"]) seen.push_back(item);
      if (!page.contains("LastEvaluatedKey")) break;
      CHECK(page["LastEvaluatedKey"].size() == 6);
      body["ExclusiveStartKey"] = page["LastEvaluatedKey"];
    }
    CHECK(seen == whole);
  }
}

TEST_CASE("the parts of a key are limited to 2,048 and 1,024 bytes together") {
  Games games;
  const auto put = [&](std::size_t a, std::size_t c, std::size_t e) {
    return Json{{"TableName", "games"},
                {"Item",
                 {{"pk", {{"S", "long"}}},
                  {"a", {{"S", std::string(a, 'x')}}},
                  {"b", {{"N", "7"}}},
                  {"c", {{"S", std::string(c, 'x')}}},
                  {"d", {{"N", "1"}}},
                  {"e", {{"S", std::string(e, 'x')}}}}}};
  };
  games.engine.ok("PutItem", put(2046, 511, 511));
  CHECK(games.engine.fault("PutItem", put(2047, 511, 511)).find("Size of hashkey has exceeded") != std::string::npos);
  CHECK(games.engine.fault("PutItem", put(2046, 512, 511)).find("Aggregated size of all range keys has exceeded") != std::string::npos);
}
