#include <algorithm>
#include <random>
#include <vector>

#include "test_engine.h"

using namespace shardbook;

namespace {

Json item(const std::string& pk, const std::string& sk, int n = 0) {
  return {{"pk", {{"S", pk}}}, {"sk", {{"S", sk}}}, {"n", {{"N", std::to_string(n)}}}};
}

Json query(const std::string& condition, Json values, Json extra = Json::object()) {
  Json body = {{"TableName", "tab"}, {"KeyConditionExpression", condition}, {"ExpressionAttributeValues", std::move(values)}};
  body.update(extra);
  return body;
}

TestEngine filled(const std::vector<std::string>& sort_keys) {
  TestEngine engine;
  engine.create_table("tab", true);
  for (const std::string& sk : sort_keys) {
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item("a", sk)}});
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item("b", sk)}});
  }
  return engine;
}

std::vector<std::string> sort_keys_of(const Json& answer) {
  std::vector<std::string> keys;
  for (const Json& found : answer["Items"]) keys.push_back(found["sk"]["S"]);
  return keys;
}

}  // namespace

TEST_CASE("every sort key test matches a plain comparison, in both directions") {
  std::vector<std::string> keys;
  std::mt19937 random(3);
  for (int i = 0; i < 80; ++i) {
    std::string key;
    for (unsigned length = 1 + random() % 3; length > 0; --length) key += "aby\x7f"[random() % 4];
    keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  TestEngine engine = filled(keys);
  const auto check = [&](const std::string& test, const std::string& low, const std::string& high, auto&& passes) {
    std::vector<std::string> expected;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(expected), passes);
    Json values = {{":p", {{"S", "a"}}}, {":l", {{"S", low}}}};
    if (!high.empty()) values[":h"] = {{"S", high}};
    INFO(test << " " << low << " " << high);
    CHECK(sort_keys_of(engine.ok("Query", query("pk = :p AND " + test, values))) == expected);
    std::reverse(expected.begin(), expected.end());
    CHECK(sort_keys_of(engine.ok("Query", query("pk = :p AND " + test, values, {{"ScanIndexForward", false}}))) == expected);
  };
  for (const std::string& low : {std::string("a"), std::string("ab"), std::string("b"), std::string("zz")}) {
    check("sk = :l", low, "", [&](const std::string& key) { return key == low; });
    check("sk < :l", low, "", [&](const std::string& key) { return key < low; });
    check("sk <= :l", low, "", [&](const std::string& key) { return key <= low; });
    check("sk > :l", low, "", [&](const std::string& key) { return key > low; });
    check(":l <= sk", low, "", [&](const std::string& key) { return key >= low; });
    check("begins_with(sk, :l)", low, "", [&](const std::string& key) { return key.compare(0, low.size(), low) == 0; });
    check("sk BETWEEN :l AND :h", low, low + "y", [&](const std::string& key) { return key >= low && key <= low + "y"; });
  }
}

TEST_CASE("pages continue at LastEvaluatedKey, and Limit counts examined items") {
  TestEngine engine = filled({"1", "2", "3", "4", "5"});
  for (const bool forward : {true, false}) {
    std::vector<std::string> seen;
    Json body = query("pk = :p", {{":p", {{"S", "a"}}}}, {{"Limit", 2}, {"ScanIndexForward", forward}});
    int pages = 0;
    while (true) {
      const Json answer = engine.ok("Query", body);
      ++pages;
      for (const std::string& key : sort_keys_of(answer)) seen.push_back(key);
      if (!answer.contains("LastEvaluatedKey")) break;
      body["ExclusiveStartKey"] = answer["LastEvaluatedKey"];
    }
    CHECK(pages == 3);
    if (!forward) std::reverse(seen.begin(), seen.end());
    CHECK(seen == std::vector<std::string>{"1", "2", "3", "4", "5"});
  }
}

TEST_CASE("a filter can leave a page empty that still has a next key") {
  TestEngine engine = filled({"1", "2", "3"});
  const Json answer =
      engine.ok("Query", query("pk = :p", {{":p", {{"S", "a"}}}, {":n", {{"N", "1"}}}}, {{"FilterExpression", "n = :n"}, {"Limit", 2}}));
  CHECK(answer["Count"] == 0);
  CHECK(answer["ScannedCount"] == 2);
  CHECK(answer["Items"].empty());
  CHECK(answer["LastEvaluatedKey"] == parse_json(R"({"pk":{"S":"a"},"sk":{"S":"2"}})"));
}

TEST_CASE("a page ends with the item that crosses one megabyte") {
  TestEngine engine;
  engine.create_table("tab", true);
  for (int i = 0; i < 5; ++i) {
    Json big = item("a", std::to_string(i));
    big["fill"] = {{"S", std::string(300'000, 'x')}};
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", big}});
  }
  const Json page = engine.ok("Query", query("pk = :p", {{":p", {{"S", "a"}}}}, {{"ProjectionExpression", "sk"}}));
  CHECK(page["Count"] == 4);
  CHECK(page["LastEvaluatedKey"]["sk"]["S"] == "3");
  CHECK(page["Items"][0] == parse_json(R"({"sk":{"S":"0"}})"));
}

TEST_CASE("COUNT returns no items and is charged for what it examines") {
  TestEngine engine = filled({"1", "2"});
  const Json answer =
      engine.ok("Query", query("pk = :p", {{":p", {{"S", "a"}}}}, {{"Select", "COUNT"}, {"ReturnConsumedCapacity", "TOTAL"}}));
  CHECK(answer == parse_json(R"({"Count":2,"ScannedCount":2,"ConsumedCapacity":{"TableName":"tab","CapacityUnits":0.5}})"));
}

TEST_CASE("invalid key conditions report the service's errors") {
  TestEngine engine = filled({"1"});
  const auto fault = [&](const std::string& condition, Json values) { return engine.fault("Query", query(condition, std::move(values))); };
  const Json p = {{"S", "a"}};
  CHECK(fault("pk > :p", {{":p", p}}) == "ValidationException: Query key condition not supported");
  CHECK(fault("sk = :p", {{":p", p}}) == "ValidationException: Query condition missed key schema element: pk");
  CHECK(fault("pk = :p AND x = :p", {{":p", p}}) == "ValidationException: Query condition missed key schema element: sk");
  CHECK(fault("pk = :p OR sk = :p", {{":p", p}}) == "ValidationException: Invalid operator used in KeyConditionExpression: OR");
  CHECK(fault("pk = :p AND pk = :p", {{":p", p}}) ==
        "ValidationException: KeyConditionExpressions must only contain one condition per key");
  CHECK(fault("pk = :p", {{":p", {{"N", "1"}}}}) ==
        "ValidationException: One or more parameter values were invalid: Condition parameter type does not match schema type");
  CHECK(engine.fault("Query", R"({"TableName":"tab"})") ==
        "ValidationException: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  CHECK(engine.fault("Query", query("pk = :p", {{":p", p}}, {{"FilterExpression", "attribute_exists(sk)"}})) ==
        "ValidationException: Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
  CHECK(engine.fault("Query", query("pk = :p", {{":p", p}}, {{"IndexName", "byname"}})) ==
        "ValidationException: The table does not have the specified index: byname");
}

TEST_CASE("a starting key must be one the query could have returned") {
  TestEngine engine = filled({"1", "2"});
  const auto fault = [&](const std::string& condition, Json start) {
    Json body = query(condition, {{":p", {{"S", "a"}}}}, {{"ExclusiveStartKey", std::move(start)}});
    if (condition.find(":s") != std::string::npos) body["ExpressionAttributeValues"][":s"] = {{"S", "1"}};
    return engine.fault("Query", body);
  };
  CHECK(fault("pk = :p", {{"pk", {{"S", "a"}}}}) == "ValidationException: The provided starting key is invalid");
  CHECK(fault("pk = :p", {{"pk", {{"S", "a"}}}, {"x", {{"S", "a"}}}}) == "ValidationException: The provided starting key is invalid");
  CHECK(fault("pk = :p", {{"pk", {{"S", "a"}}}, {"sk", {{"N", "1"}}}}) == "ValidationException: The provided starting key is invalid");
  CHECK(fault("pk = :p", {{"pk", {{"S", "b"}}}, {"sk", {{"S", "1"}}}}) ==
        "ValidationException: The provided starting key is outside query boundaries based on provided conditions");
  CHECK(fault("pk = :p AND sk > :s", {{"pk", {{"S", "a"}}}, {"sk", {{"S", "0"}}}}) ==
        "ValidationException: The provided starting key does not match the range key predicate");
}
