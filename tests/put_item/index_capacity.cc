#include "test_indexes.h"

using namespace shardbook;

namespace {

std::string text(std::size_t bytes) { return std::string(bytes, 'x'); }

Json item(const Json& members = Json::object()) { return with(parse_json(R"({"pk":{"S":"a"},"sk":{"S":"1"}})"), members); }

/// The library table, with `before` as the item at a/1 if given.
struct Library {
  explicit Library(const Json& before = nullptr) {
    engine.ok("CreateTable", library_table());
    if (!before.is_null()) engine.ok("PutItem", {{"TableName", "library"}, {"Item", before}});
  }
  Json put(const Json& after, const std::string& shown = "INDEXES") {
    return engine.ok("PutItem", {{"TableName", "library"}, {"Item", after}, {"ReturnConsumedCapacity", shown}})["ConsumedCapacity"];
  }
  TestEngine engine;
};

Json author(const std::string& name, const std::string& date) { return {{"author", {{"S", name}}}, {"date", {{"S", date}}}}; }

double by_author(const Json& capacity) { return capacity["GlobalSecondaryIndexes"]["by_author"]["CapacityUnits"]; }
double by_date(const Json& capacity) { return capacity["LocalSecondaryIndexes"]["by_date"]["CapacityUnits"]; }

}  // namespace

TEST_CASE("an item that is in no index is charged to the table alone") {
  Library library;
  CHECK(library.put(item()) == parse_json(R"({"TableName":"library","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}})"));
}

TEST_CASE("a new entry costs one write of its own size in each index") {
  Library library;
  CHECK(library.put(item(with(author("wells", "1895"), {{"note", {{"S", text(2000)}}}, {"kind", {{"N", "1"}}}}))) ==
        parse_json(R"({"TableName":"library","CapacityUnits":6.0,"Table":{"CapacityUnits":2.0},
                        "LocalSecondaryIndexes":{"by_date":{"CapacityUnits":1.0}},
                        "GlobalSecondaryIndexes":{"by_author":{"CapacityUnits":2.0},"by_kind":{"CapacityUnits":1.0}}})"));
}

TEST_CASE("TOTAL counts the indexes too") {
  Library library;
  CHECK(library.put(item(author("wells", "1895")), "TOTAL") == parse_json(R"({"TableName":"library","CapacityUnits":3.0})"));
}

TEST_CASE("an entry whose key changes costs two writes, each by its own size") {
  Library library(item(with(author("wells", "1895"), {{"note", {{"S", text(2000)}}}})));
  const Json capacity = library.put(item(author("wells", "1896")));
  CHECK(by_author(capacity) == 3.0);
  CHECK(by_date(capacity) == 2.0);
  CHECK(capacity["Table"]["CapacityUnits"] == 2.0);
  CHECK(capacity["CapacityUnits"] == 7.0);
}

TEST_CASE("removing an entry costs one write") {
  Library library(item(with(author("wells", "1895"), {{"note", {{"S", text(2000)}}}})));
  const Json capacity = library.put(item({{"author", {{"S", "wells"}}}}));
  CHECK(by_author(capacity) == 2.0);
  CHECK(by_date(capacity) == 1.0);
}

TEST_CASE("changing a projected attribute costs one write of the larger entry, any other attribute none") {
  Library library(item(with(author("wells", "1895"), {{"title", {{"S", text(3000)}}}, {"kind", {{"N", "1"}}}})));
  const Json title = library.put(item(with(author("wells", "1895"), {{"title", {{"S", "short"}}}, {"kind", {{"N", "1"}}}})));
  CHECK(by_author(title) == 3.0);
  CHECK(by_date(title) == 3.0);
  CHECK_FALSE(title["GlobalSecondaryIndexes"].contains("by_kind"));
  const Json note =
      library.put(item(with(author("wells", "1895"), {{"title", {{"S", "short"}}}, {"kind", {{"N", "1"}}}, {"note", {{"S", "n"}}}})));
  CHECK(by_author(note) == 1.0);
  CHECK_FALSE(note.contains("LocalSecondaryIndexes"));
}

TEST_CASE("a put that changes nothing costs the indexes nothing") {
  Library library(item(author("wells", "1895")));
  CHECK(library.put(item(author("wells", "1895"))) ==
        parse_json(R"({"TableName":"library","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}})"));
}

TEST_CASE("updates and deletes are charged for indexes as puts are") {
  Library library(item(author("wells", "1895")));
  const Json key = {{"TableName", "library"}, {"Key", item()}, {"ReturnConsumedCapacity", "INDEXES"}};
  const Json moved = library.engine.ok(
      "UpdateItem", with(key, {{"UpdateExpression", "SET author = :a"}, {"ExpressionAttributeValues", {{":a", {{"S", "verne"}}}}}}));
  CHECK(by_author(moved["ConsumedCapacity"]) == 2.0);
  CHECK_FALSE(moved["ConsumedCapacity"].contains("LocalSecondaryIndexes"));
  const Json lost = library.engine.ok("UpdateItem", with(key, {{"UpdateExpression", "REMOVE author"}}));
  CHECK(by_author(lost["ConsumedCapacity"]) == 1.0);
  const Json deleted = library.engine.ok("DeleteItem", key);
  CHECK(by_date(deleted["ConsumedCapacity"]) == 1.0);
  CHECK_FALSE(deleted["ConsumedCapacity"].contains("GlobalSecondaryIndexes"));
}

TEST_CASE("batches add up what their writes cost each index") {
  Library library;
  const Json puts = {{{"PutRequest", {{"Item", item(author("wells", "1895"))}}}},
                     {{"PutRequest", {{"Item", with(item(author("wells", "1896")), {{"sk", {{"S", "2"}}}})}}}}};
  CHECK(library.engine.ok("BatchWriteItem",
                          {{"RequestItems", {{"library", puts}}}, {"ReturnConsumedCapacity", "INDEXES"}})["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"library","CapacityUnits":6.0,"Table":{"CapacityUnits":2.0},
                         "LocalSecondaryIndexes":{"by_date":{"CapacityUnits":2.0}},
                         "GlobalSecondaryIndexes":{"by_author":{"CapacityUnits":2.0}}}])"));
}

TEST_CASE("transactions show write units at every level, and pay double only for the table") {
  Library library;
  const Json put = {{"Put", {{"TableName", "library"}, {"Item", item(author("wells", "1895"))}}}};
  CHECK(library.engine.ok("TransactWriteItems",
                          {{"TransactItems", Json::array({put})}, {"ReturnConsumedCapacity", "INDEXES"}})["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"library","CapacityUnits":4.0,"WriteCapacityUnits":4.0,
                         "Table":{"CapacityUnits":2.0,"WriteCapacityUnits":2.0},
                         "LocalSecondaryIndexes":{"by_date":{"CapacityUnits":1.0,"WriteCapacityUnits":1.0}},
                         "GlobalSecondaryIndexes":{"by_author":{"CapacityUnits":1.0,"WriteCapacityUnits":1.0}}}])"));
}

TEST_CASE("PartiQL is charged for indexes like other writes") {
  Library library(item(author("wells", "1895")));
  const Json update = {{"Statement", "UPDATE library SET author = 'verne' WHERE pk = 'a' AND sk = '1'"},
                       {"ReturnConsumedCapacity", "INDEXES"}};
  CHECK(by_author(library.engine.ok("ExecuteStatement", update)["ConsumedCapacity"]) == 2.0);
}
