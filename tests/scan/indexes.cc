#include "test_indexes.h"

using namespace shardbook;

namespace {

constexpr int kItems = 60;

/// Every third item has no author, and every second no kind.
void fill(TestEngine& engine) {
  engine.ok("CreateTable", library_table());
  for (int i = 0; i < kItems; ++i) {
    Json item = {
        {"pk", {{"S", "p" + std::to_string(i % 7)}}}, {"sk", {{"S", std::to_string(i)}}}, {"date", {{"S", std::to_string(i % 4)}}}};
    if (i % 3 != 0) item["author"] = {{"S", "author" + std::to_string(i % 10)}};
    if (i % 2 == 0) item["kind"] = {{"N", std::to_string(i)}};
    item["note"] = {{"S", std::to_string(i % 5)}};
    item["title"] = item["note"];
    engine.ok("PutItem", {{"TableName", "library"}, {"Item", item}});
  }
}

Json scan(const std::string& index, const Json& members = Json::object()) {
  Json body = {{"TableName", "library"}};
  if (!index.empty()) body["IndexName"] = index;
  return with(body, members);
}

std::vector<std::string> keys_of(const Json& items) {
  std::vector<std::string> out;
  for (const Json& item : items) out.push_back(item["pk"]["S"].get<std::string>() + "/" + item["sk"]["S"].get<std::string>());
  return out;
}

std::vector<std::string> paged(TestEngine& engine, const std::string& operation, Json body) {
  std::vector<std::string> seen;
  while (true) {
    const Json page = engine.ok(operation, body);
    for (const std::string& key : keys_of(page["Items"])) seen.push_back(key);
    if (!page.contains("LastEvaluatedKey")) return seen;
    body["ExclusiveStartKey"] = page["LastEvaluatedKey"];
  }
}

const std::string kInvalidStart = "ValidationException: The provided starting key is invalid";

}  // namespace

TEST_CASE("a scan of an index returns its entries") {
  TestEngine engine;
  fill(engine);
  CHECK(engine.ok("Scan", scan("by_date"))["Count"] == kItems);
  CHECK(engine.ok("Scan", scan("by_author"))["Count"] == kItems * 2 / 3);
  CHECK(engine.ok("Scan", scan("by_kind"))["Count"] == kItems / 2);
  CHECK(engine.ok("Scan", scan("by_kind"))["Items"][0].size() == 3);
}

TEST_CASE("a scan returns the same items in the same order for any page size, on the table and on each index, with and without a filter") {
  TestEngine engine;
  fill(engine);
  const Json filter = {{"FilterExpression", "sk <> :x AND begins_with(pk, :p)"},
                       {"ExpressionAttributeValues", {{":x", {{"S", "7"}}}, {":p", {{"S", "p"}}}}}};
  for (const char* index : {"", "by_date", "by_author", "by_kind"}) {
    for (const Json& members : {Json(Json::object()), filter}) {
      const std::vector<std::string> whole = keys_of(engine.ok("Scan", scan(index, members))["Items"]);
      for (int limit = 1; limit <= kItems + 1; ++limit) {
        INFO(index << " " << limit);
        CHECK(paged(engine, "Scan", with(scan(index, members), {{"Limit", limit}})) == whole);
      }
    }
  }
}

TEST_CASE("a query returns the same items for any page size, forward and backward, with and without a filter") {
  TestEngine engine;
  fill(engine);
  const Json filter = {{"FilterExpression", "title <> :x"}, {"ExpressionAttributeValues", {{":x", {{"S", "2"}}}}}};
  const std::vector<std::pair<std::string, Json>> keys = {
      {"", {{"pk", {{"S", "p3"}}}}}, {"by_date", {{"pk", {{"S", "p3"}}}}}, {"by_author", {{"author", {{"S", "author4"}}}}}};
  for (const auto& [index, key] : keys) {
    for (const bool filtered : {false, true}) {
      for (const bool forward : {true, false}) {
        Json body = scan(index, filtered ? filter : Json(Json::object()));
        body["KeyConditionExpression"] = key.begin().key() + " = :k";
        body["ExpressionAttributeValues"][":k"] = key.begin().value();
        body["ScanIndexForward"] = forward;
        const std::vector<std::string> whole = keys_of(engine.ok("Query", body)["Items"]);
        CHECK(whole.size() > 1);
        for (int limit = 1; limit <= 12; ++limit) {
          INFO(index << " " << limit);
          CHECK(paged(engine, "Query", with(body, {{"Limit", limit}})) == whole);
        }
      }
    }
  }
}

TEST_CASE("pages that end at 1 MB return the same items as small ones, on the table and on each index") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  for (int i = 0; i < 12; ++i) {
    engine.ok("PutItem", {{"TableName", "library"},
                          {"Item",
                           {{"pk", {{"S", "a"}}},
                            {"sk", {{"S", std::to_string(i + 10)}}},
                            {"date", {{"S", std::to_string(i % 4)}}},
                            {"author", {{"S", "wells"}}},
                            {"title", {{"S", std::string(130'000 + i * 977, 'x')}}}}}});
  }
  for (const char* index : {"", "by_date", "by_author"}) {
    const Json first = engine.ok("Scan", scan(index));
    CHECK(first.contains("LastEvaluatedKey"));
    CHECK(first["Count"] == 8);
    CHECK(paged(engine, "Scan", scan(index)) == paged(engine, "Scan", scan(index, {{"Limit", 1}})));
    const bool by_author = std::string(index) == "by_author";
    for (const bool forward : {true, false}) {
      const Json query = scan(index, {{"KeyConditionExpression", by_author ? "author = :k" : "pk = :k"},
                                      {"ExpressionAttributeValues", {{":k", {{"S", by_author ? "wells" : "a"}}}}},
                                      {"ScanIndexForward", forward}});
      CHECK(paged(engine, "Query", query).size() == 12);
      CHECK(paged(engine, "Query", query) == paged(engine, "Query", with(query, {{"Limit", 1}})));
    }
  }
}

TEST_CASE("segments divide an index by its own partition key, with each item in exactly one") {
  TestEngine engine;
  fill(engine);
  for (const char* index : {"by_date", "by_author", "by_kind"}) {
    const std::vector<std::string> whole = keys_of(engine.ok("Scan", scan(index))["Items"]);
    for (const int total : {1, 2, 3, 7, 100}) {
      std::vector<std::string> seen;
      for (int segment = 0; segment < total; ++segment) {
        const Json body = scan(index, {{"Segment", segment}, {"TotalSegments", total}, {"Limit", 3}});
        for (const std::string& key : paged(engine, "Scan", body)) seen.push_back(key);
      }
      CHECK(seen == whole);
    }
  }
}

TEST_CASE("a scan of an index starts after keys of index and table, which must be in its segment") {
  TestEngine engine;
  fill(engine);
  const Json start = parse_json(R"({"author":{"S":"author4"},"date":{"S":"0"},"pk":{"S":"p4"},"sk":{"S":"4"}})");
  engine.ok("Scan", scan("by_author", {{"ExclusiveStartKey", start}}));
  const auto fault = [&](const Json& members, const char* without = "") {
    Json key = with(start, members);
    key.erase(without);
    return engine.fault("Scan", scan("by_author", {{"ExclusiveStartKey", key}}));
  };
  for (const char* name : {"author", "date", "pk", "sk"}) CHECK(fault(Json::object(), name) == kInvalidStart);
  CHECK(fault({{"more", {{"S", "x"}}}}) == kInvalidStart);
  CHECK(fault({{"author", {{"N", "1"}}}}) == kInvalidStart);
  CHECK(fault({{"pk", {{"N", "1"}}}}) == kInvalidStart);
  int refused = 0;
  for (int segment = 0; segment < 2; ++segment) {
    const Json answer = engine.call("Scan", scan("by_author", {{"ExclusiveStartKey", start}, {"Segment", segment}, {"TotalSegments", 2}}));
    if (engine.status == 200) continue;
    ++refused;
    CHECK(answer["message"] ==
          "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
          "TotalSegments: 2 Segment: " +
              std::to_string(segment));
  }
  CHECK(refused == 1);
}

TEST_CASE("a filter of a scan may test what an index does not project: it is not fetched and counts as missing") {
  TestEngine engine;
  fill(engine);
  const auto filter = [](const char* expression, const Json& value) {
    return Json{{"FilterExpression", expression}, {"ExpressionAttributeValues", {{":v", value}}}, {"ReturnConsumedCapacity", "INDEXES"}};
  };
  CHECK(engine.ok("Scan", scan("by_kind", filter("kind = :v", {{"N", "4"}})))["Count"] == 1);
  CHECK(engine.ok("Scan", scan("by_kind", filter("pk = :v", {{"S", "p4"}})))["Count"] > 0);
  for (const char* index : {"by_kind", "by_date"}) {
    const Json all = engine.ok("Scan", scan(index))["Count"];
    CHECK(engine.ok("Scan", scan(index, filter("note = :v", {{"S", "1"}})))["Count"] == 0);
    const Json other = engine.ok("Scan", scan(index, filter("note <> :v", {{"S", "1"}})));
    CHECK(other["Count"] == all);
    CHECK(other["ScannedCount"] == all);
    CHECK(other["ConsumedCapacity"]["Table"]["CapacityUnits"] == 0.0);
    CHECK(engine.ok("Scan", scan(index, {{"FilterExpression", "attribute_not_exists(note)"}}))["Count"] == all);
    CHECK(engine.ok("Scan", scan(index, {{"ScanFilter", {{"note", {{"ComparisonOperator", "NOT_NULL"}}}}}}))["Count"] == 0);
  }
}

TEST_CASE("a scan of an index is refused for the same reasons as a query") {
  TestEngine engine;
  fill(engine);
  CHECK(engine.fault("Scan", scan("none")) == "ValidationException: The table does not have the specified index: none");
  CHECK(engine.fault("Scan", scan("by_kind", {{"ConsistentRead", true}})) ==
        "ValidationException: Consistent reads are not supported on global secondary indexes");
  CHECK(engine.ok("Scan", scan("by_date", {{"ConsistentRead", true}}))["Count"] == kItems);
  CHECK(engine.fault("Scan", scan("by_kind", {{"Select", "ALL_ATTRIBUTES"}})).find("Select type ALL_ATTRIBUTES is not supported") !=
        std::string::npos);
}
