#include "test_indexes.h"

using namespace shardbook;

namespace {

const std::string kInvalidStart = "ValidationException: The provided starting key is invalid";

/// Starts after `start`, in the author index or, with `condition` on pk, in the table or its local index.
Json query(const Json& start, const Json& members = Json::object()) {
  return with({{"TableName", "library"},
               {"IndexName", "by_author"},
               {"KeyConditionExpression", "author = :a"},
               {"ExpressionAttributeValues", {{":a", {{"S", "wells"}}}}},
               {"ExclusiveStartKey", start}},
              members);
}

Json start(const Json& members = Json::object()) {
  return with(parse_json(R"({"author":{"S":"wells"},"date":{"S":"1895"},"pk":{"S":"a"},"sk":{"S":"1"}})"), members);
}

Json without(Json body, const std::string& name) {
  body.erase(name);
  return body;
}

struct Library {
  Library() { engine.ok("CreateTable", library_table()); }
  std::string fault(const Json& body) { return engine.fault("Query", body); }
  TestEngine engine;
};

}  // namespace

TEST_CASE("a query of an index can start after a key that no item has") {
  Library library;
  library.engine.ok("PutItem", {{"TableName", "library"}, {"Item", start({{"date", {{"S", "1896"}}}})}});
  CHECK(library.engine.ok("Query", query(start()))["Count"] == 1);
  CHECK(library.engine.ok("Query", query(start({{"date", {{"S", "1897"}}}})))["Count"] == 0);
  CHECK(library.engine.ok("Query", query(start({{"date", {{"S", "1897"}}}}), {{"ScanIndexForward", false}}))["Count"] == 1);
}

TEST_CASE("a starting key of an index has exactly the keys of index and table") {
  Library library;
  for (const char* name : {"author", "date", "pk", "sk"}) CHECK(library.fault(query(without(start(), name))) == kInvalidStart);
  CHECK(library.fault(query(start({{"more", {{"S", "x"}}}}))) == kInvalidStart);
  CHECK(library.fault(query(with(without(start(), "date"), {{"more", {{"S", "x"}}}}))) == kInvalidStart);
  CHECK(library.fault(query(with(without(start(), "sk"), {{"more", {{"S", "x"}}}}))) == kInvalidStart);
}

TEST_CASE("a starting key's values have the types of the keys") {
  Library library;
  CHECK(library.fault(query(start({{"author", {{"N", "1"}}}}))) == kInvalidStart);
  CHECK(library.fault(query(start({{"date", {{"N", "1"}}}}))) == kInvalidStart);
  CHECK(library.fault(query(start({{"pk", {{"N", "1"}}}}))) == kInvalidStart);
  CHECK(library.fault(query(start({{"sk", {{"N", "1"}}}}))) == kInvalidStart);
}

TEST_CASE("a starting key must be one the query could have ended with") {
  Library library;
  const Json verne = start({{"author", {{"S", "verne"}}}});
  CHECK(library.fault(query(verne)) ==
        "ValidationException: The provided starting key is outside query boundaries based on provided conditions");
  const Json since = {{"KeyConditionExpression", "author = :a AND #d > :d"},
                      {"ExpressionAttributeNames", {{"#d", "date"}}},
                      {"ExpressionAttributeValues", {{":a", {{"S", "wells"}}}, {":d", {{"S", "1895"}}}}}};
  CHECK(library.fault(query(start(), since)) == "ValidationException: The provided starting key does not match the range key predicate");
  const Json fits = start({{"date", {{"S", "1896"}}}});
  library.engine.ok("Query", query(fits, since));
  CHECK(library.fault(query(with(fits, {{"author", {{"S", "verne"}}}}), since)) ==
        "ValidationException: The query can return at most one row and cannot be restarted");
}

TEST_CASE("a local index's starting key has its sort key in addition to the table's keys") {
  Library library;
  const Json local = {
      {"IndexName", "by_date"}, {"KeyConditionExpression", "pk = :a"}, {"ExpressionAttributeValues", {{":a", {{"S", "a"}}}}}};
  library.engine.ok("Query", query(without(start(), "author"), local));
  CHECK(library.fault(query(start(), local)) == kInvalidStart);
  CHECK(library.fault(query(without(without(start(), "author"), "date"), local)) == kInvalidStart);
}

TEST_CASE("the index is looked up before the starting key is checked") {
  Library library;
  CHECK(library.fault(query(Json::object(), {{"IndexName", "none"}})) ==
        "ValidationException: The table does not have the specified index: none");
  CHECK(library.fault(query(Json::object(), {{"ConsistentRead", true}})) ==
        "ValidationException: Consistent reads are not supported on global secondary indexes");
}

TEST_CASE("a starting key with an empty value is invalid") {
  Library library;
  CHECK(library.fault(query(start({{"date", {{"S", ""}}}}))).find(kInvalidStart) == 0);
  CHECK(library.fault(query(start({{"pk", {{"S", ""}}}}))).find(kInvalidStart) == 0);
}

TEST_CASE("a query of a table without a sort key cannot have a starting key") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"x"}}})");
  const auto fault = [&](const char* key) {
    return engine.fault("Query", {{"TableName", "books"},
                                  {"KeyConditionExpression", "pk = :x"},
                                  {"ExpressionAttributeValues", {{":x", {{"S", "x"}}}}},
                                  {"ExclusiveStartKey", {{"pk", {{"S", key}}}}}});
  };
  const std::string invalid = "ValidationException: The provided exclusive start key is invalid";
  CHECK(fault("x") == invalid + ": ExclusiveStartKey: {pk=AttributeValue: {S:x}}");
  CHECK(fault("y") == invalid);
}
