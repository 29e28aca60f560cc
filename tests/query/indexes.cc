#include "test_indexes.h"

using namespace shardbook;

namespace {

void fill(TestEngine& engine) {
  engine.ok("CreateTable", library_table());
  const auto put = [&](const Json& item) { engine.ok("PutItem", {{"TableName", "library"}, {"Item", item}}); };
  put(parse_json(
      R"({"pk":{"S":"a"},"sk":{"S":"1"},"date":{"S":"2020"},"author":{"S":"wells"},"kind":{"N":"1"},"title":{"S":"t1"},"note":{"S":"n1"}})"));
  put(parse_json(
      R"({"pk":{"S":"a"},"sk":{"S":"2"},"date":{"S":"2019"},"author":{"S":"wells"},"kind":{"N":"2"},"title":{"S":"t2"},"note":{"S":"n2"}})"));
  put(parse_json(R"({"pk":{"S":"b"},"sk":{"S":"1"},"date":{"S":"2019"},"author":{"S":"wells"},"title":{"S":"t3"}})"));
  put(parse_json(R"({"pk":{"S":"b"},"sk":{"S":"2"},"author":{"S":"verne"},"kind":{"N":"1.0"}})"));
}

std::string keys_of(const Json& answer) {
  std::string out;
  for (const Json& item : answer["Items"]) out += item["pk"]["S"].get<std::string>() + item["sk"]["S"].get<std::string>() + " ";
  return out;
}

Json by(const std::string& index, const std::string& condition, const Json& values, const Json& extra = Json::object()) {
  Json body = {
      {"TableName", "library"}, {"IndexName", index}, {"KeyConditionExpression", condition}, {"ExpressionAttributeValues", values}};
  body.update(extra);
  return body;
}

const Json kWells = parse_json(R"({":a":{"S":"wells"}})");

}  // namespace

TEST_CASE("a global index returns the items of a partition key in sort key order, without those that lack a key") {
  TestEngine engine;
  fill(engine);
  CHECK(keys_of(engine.ok("Query", by("by_author", "author = :a", kWells))).size() == 9);
  CHECK(keys_of(engine.ok("Query", by("by_author", "author = :a AND #d > :d", parse_json(R"({":a":{"S":"wells"},":d":{"S":"2019"}})"),
                                      parse_json(R"({"ExpressionAttributeNames":{"#d":"date"}})")))) == "a1 ");
  CHECK(engine.ok("Query", by("by_author", "author = :a", parse_json(R"({":a":{"S":"verne"}})")))["Count"] == 0);
  CHECK(engine.ok("Query", by("by_kind", "kind = :k", parse_json(R"({":k":{"N":"1"}})")))["Count"] == 2);
}

TEST_CASE("a global index returns only what it projects") {
  TestEngine engine;
  fill(engine);
  const Json item = engine.ok("Query", by("by_kind", "kind = :k", parse_json(R"({":k":{"N":"2"}})")))["Items"][0];
  CHECK(item == parse_json(R"({"pk":{"S":"a"},"sk":{"S":"2"},"kind":{"N":"2"}})"));
  CHECK(
      engine.fault("Query", by("by_kind", "kind = :k", parse_json(R"({":k":{"N":"2"}})"), {{"ProjectionExpression", "pk, title, note"}})) ==
      "ValidationException: One or more parameter values were invalid: Global secondary index by_kind does not project [title, note]");
  CHECK(engine.fault("Query", by("by_kind", "kind = :k", parse_json(R"({":k":{"N":"2"}})"), {{"Select", "ALL_ATTRIBUTES"}})) ==
        "ValidationException: One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary "
        "index by_kind because its projection type is not ALL");
}

TEST_CASE("a local index fetches what it does not project from the table, for additional units") {
  TestEngine engine;
  fill(engine);
  const Json a = parse_json(R"({":p":{"S":"a"}})");
  const Json plain = engine.ok("Query", by("by_date", "pk = :p", a, {{"ReturnConsumedCapacity", "INDEXES"}}));
  CHECK(keys_of(plain) == "a2 a1 ");
  CHECK(plain["Items"][0] == parse_json(R"({"pk":{"S":"a"},"sk":{"S":"2"},"date":{"S":"2019"},"title":{"S":"t2"}})"));
  CHECK(
      plain["ConsumedCapacity"] ==
      parse_json(
          R"({"TableName":"library","CapacityUnits":0.5,"Table":{"CapacityUnits":0.0},"LocalSecondaryIndexes":{"by_date":{"CapacityUnits":0.5}}})"));
  const Json whole = engine.ok("Query", by("by_date", "pk = :p", a, {{"Select", "ALL_ATTRIBUTES"}, {"ReturnConsumedCapacity", "INDEXES"}}));
  CHECK(whole["Items"][1]["note"] == parse_json(R"({"S":"n1"})"));
  CHECK(whole["ConsumedCapacity"]["Table"]["CapacityUnits"] == 1.0);
  CHECK(whole["ConsumedCapacity"]["CapacityUnits"] == 1.5);
}

TEST_CASE("a page of an index ends with the keys of index and table, and the next continues after them") {
  TestEngine engine;
  fill(engine);
  for (const bool forward : {true, false}) {
    std::string seen;
    Json body = by("by_author", "author = :a", kWells, {{"Limit", 1}, {"ScanIndexForward", forward}});
    for (int page = 0; page < 9; ++page) {
      const Json answer = engine.ok("Query", body);
      seen += keys_of(answer);
      if (!answer.contains("LastEvaluatedKey")) break;
      CHECK(answer["LastEvaluatedKey"].size() == 4);
      body["ExclusiveStartKey"] = answer["LastEvaluatedKey"];
    }
    body.erase("Limit");
    body.erase("ExclusiveStartKey");
    CHECK(seen == keys_of(engine.ok("Query", body)));
  }
}

TEST_CASE("a missing index and a consistent read of a global one are refused") {
  TestEngine engine;
  fill(engine);
  CHECK(engine.fault("Query", by("by_size", "author = :a", kWells)) ==
        "ValidationException: The table does not have the specified index: by_size");
  CHECK(engine.fault("Query", by("by_author", "author = :a", kWells, {{"ConsistentRead", true}})) ==
        "ValidationException: Consistent reads are not supported on global secondary indexes");
  CHECK(engine.ok("Query", by("by_date", "pk = :p", parse_json(R"({":p":{"S":"a"}})"), {{"ConsistentRead", true}}))["Count"] == 2);
}
