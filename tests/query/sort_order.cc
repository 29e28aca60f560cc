#include <algorithm>

#include "test_indexes.h"

using namespace shardbook;

namespace {

const std::vector<std::string> kStrings = {std::string("\0", 1),
                                           std::string("\0\0", 2),
                                           std::string("\0\1", 2),
                                           std::string("\0a", 2),
                                           "\1",
                                           "A",
                                           "a",
                                           std::string("a\0", 2),
                                           std::string("a\0\0", 3),
                                           std::string("a\0b", 3),
                                           "a\1",
                                           "aa",
                                           "b",
                                           "\u00e4",
                                           "\uffff",
                                           "\U0001f600"};
const std::vector<std::string> kNumbers = {"-9999999999", "-100", "-99.5", "-10", "-1", "-0.01", "-1e-100", "0",   "1e-100",
                                           "0.01",        "1",    "1.5",   "9",   "10", "11",    "100",     "1e50"};
// 00, 0000, 0001, 00ff, 01, 7f, 80, ff, ff00, ffff
const std::vector<std::string> kBinaries = {"AA==", "AAA=", "AAE=", "AP8=", "AQ==", "fw==", "gA==", "/w==", "/wA=", "//8="};

/// A table with a local and a global index on "v", and an item for each value, inserted in a different order.
struct Sorted {
  Sorted(const std::string& type, const std::vector<std::string>& values) : type(type), values(values) {
    engine.ok("CreateTable", {{"TableName", "sorted"},
                              {"BillingMode", "PAY_PER_REQUEST"},
                              {"KeySchema", {hash_key("pk"), range_key("sk")}},
                              {"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", type}, {"v", type}})},
                              {"LocalSecondaryIndexes", Json::array({index_definition("local", {hash_key("pk"), range_key("v")})})},
                              {"GlobalSecondaryIndexes", Json::array({index_definition("global", {hash_key("pk"), range_key("v")})})}});
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::size_t at = i * 7 % values.size();
      const Json value = {{type, values[at]}};
      engine.ok("PutItem", {{"TableName", "sorted"},
                            {"Item", {{"pk", {{"S", "p"}}}, {"sk", value}, {"v", value}, {"i", {{"N", std::to_string(at)}}}}}});
    }
  }

  /// Returns the positions in `values` of what a query finds.
  std::vector<std::size_t> found(const std::string& index, const std::string& test, const Json& tested, bool forward = true) {
    Json body = {{"TableName", "sorted"},
                 {"KeyConditionExpression", "pk = :p" + test},
                 {"ExpressionAttributeValues", with({{":p", {{"S", "p"}}}}, tested)},
                 {"ScanIndexForward", forward}};
    if (!index.empty()) body["IndexName"] = index;
    if (!test.empty()) body["ExpressionAttributeNames"] = {{"#s", index.empty() ? "sk" : "v"}};
    std::vector<std::size_t> places;
    const Json answer = engine.ok("Query", body);
    for (const Json& item : answer["Items"]) places.push_back(std::stoul(item["i"]["N"].get<std::string>()));
    return places;
  }

  std::vector<std::size_t> places(std::size_t from, std::size_t to) {
    std::vector<std::size_t> out;
    for (std::size_t at = from; at < to; ++at) out.push_back(at);
    return out;
  }

  void check_order() {
    for (const char* index : {"", "local", "global"}) {
      CHECK(found(index, "", Json::object()) == places(0, values.size()));
      std::vector<std::size_t> backward = found(index, "", Json::object(), false);
      std::reverse(backward.begin(), backward.end());
      CHECK(backward == places(0, values.size()));
    }
  }

  void check_ranges() {
    for (const char* index : {"", "local", "global"}) {
      for (std::size_t at = 0; at < values.size(); ++at) {
        const Json value = {{":v", {{type, values[at]}}}};
        INFO(index << " " << at);
        CHECK(found(index, " AND #s = :v", value) == places(at, at + 1));
        CHECK(found(index, " AND #s < :v", value) == places(0, at));
        CHECK(found(index, " AND #s <= :v", value) == places(0, at + 1));
        CHECK(found(index, " AND #s > :v", value) == places(at + 1, values.size()));
        CHECK(found(index, " AND #s >= :v", value) == places(at, values.size()));
        const Json between = with(value, {{":h", {{type, values.back()}}}});
        CHECK(found(index, " AND #s BETWEEN :v AND :h", between) == places(at, values.size()));
      }
    }
  }

  TestEngine engine;
  std::string type;
  std::vector<std::string> values;
};

}  // namespace

TEST_CASE("strings sort by their UTF-8 bytes, including zero bytes") {
  Sorted sorted("S", kStrings);
  sorted.check_order();
  sorted.check_ranges();
}

TEST_CASE("numbers sort by value") {
  Sorted sorted("N", kNumbers);
  sorted.check_order();
  sorted.check_ranges();
}

TEST_CASE("binaries sort by unsigned bytes") {
  Sorted sorted("B", kBinaries);
  sorted.check_order();
  sorted.check_ranges();
}

TEST_CASE("begins_with matches the prefix itself, and prefixes with zero bytes") {
  Sorted sorted("S", kStrings);
  for (const char* index : {"", "local", "global"}) {
    for (const std::string& start : kStrings) {
      std::vector<std::size_t> expected;
      for (std::size_t at = 0; at < kStrings.size(); ++at) {
        if (kStrings[at].compare(0, start.size(), start) == 0) expected.push_back(at);
      }
      CHECK(sorted.found(index, " AND begins_with(#s, :v)", {{":v", {{"S", start}}}}) == expected);
    }
  }
}

TEST_CASE("begins_with matches binaries by their first bytes, including 255") {
  Sorted sorted("B", kBinaries);
  CHECK(sorted.found("global", " AND begins_with(#s, :v)", parse_json(R"({":v":{"B":"/w=="}})")) == sorted.places(7, 10));
  CHECK(sorted.found("local", " AND begins_with(#s, :v)", parse_json(R"({":v":{"B":"AA=="}})")) == sorted.places(0, 4));
}

TEST_CASE("entries with equal index keys are all found, and paged one by one in either direction") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  for (int i = 0; i < 20; ++i) {
    engine.ok("PutItem", {{"TableName", "library"},
                          {"Item",
                           {{"pk", {{"S", "p" + std::to_string(i % 5)}}},
                            {"sk", {{"S", std::to_string(i)}}},
                            {"author", {{"S", "wells"}}},
                            {"date", {{"S", i < 10 ? "1895" : "1896"}}}}}});
  }
  const Json body = {{"TableName", "library"},
                     {"IndexName", "by_author"},
                     {"KeyConditionExpression", "author = :a"},
                     {"ExpressionAttributeValues", {{":a", {{"S", "wells"}}}}}};
  const Json whole = engine.ok("Query", body)["Items"];
  CHECK(whole.size() == 20);
  for (const bool forward : {true, false}) {
    Json seen = Json::array();
    Json page = with(body, {{"Limit", 1}, {"ScanIndexForward", forward}});
    while (true) {
      const Json answer = engine.ok("Query", page);
      for (const Json& item : answer["Items"]) seen.insert(forward ? seen.end() : seen.begin(), item);
      if (!answer.contains("LastEvaluatedKey")) break;
      page["ExclusiveStartKey"] = answer["LastEvaluatedKey"];
    }
    CHECK(seen == whole);
  }
}
