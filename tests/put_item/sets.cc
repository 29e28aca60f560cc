#include "test_streams.h"

using namespace shardbook;

namespace {

const Json kKey = parse_json(R"({"pk":{"S":"a"}})");

TestEngine with_item(const char* attributes) {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  Json item = kKey;
  item.update(parse_json(attributes));
  engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", item}});
  return engine;
}

Json got(TestEngine& engine) { return engine.ok("GetItem", Json{{"TableName", "books"}, {"Key", kKey}})["Item"]; }

Json updated(TestEngine& engine, const char* expression, const char* values) {
  return engine.ok("UpdateItem", Json{{"TableName", "books"},
                                      {"Key", kKey},
                                      {"UpdateExpression", expression},
                                      {"ExpressionAttributeValues", parse_json(values)},
                                      {"ReturnValues", "UPDATED_NEW"}})["Attributes"];
}

}  // namespace

TEST_CASE("sets are returned sorted: strings and binaries by their bytes, numbers in ascending order") {
  TestEngine engine =
      with_item(R"({"s":{"SS":["b","é","a","B","","aa"]},"n":{"NS":["10","9","-1","1e-3","100"]},"b":{"BS":["/w==","AQ==","AA==","gA=="]},)"
                R"("m":{"M":{"l":{"L":[{"NS":["3","-20","1"]}]}}}})");
  const Json item = got(engine);
  CHECK(item["s"] == parse_json(R"({"SS":["","B","a","aa","b","é"]})"));
  CHECK(item["n"] == parse_json(R"({"NS":["-1","0.001","9","10","100"]})"));
  CHECK(item["b"] == parse_json(R"({"BS":["AA==","AQ==","gA==","/w=="]})"));
  CHECK(item["m"] == parse_json(R"({"M":{"l":{"L":[{"NS":["-20","1","3"]}]}}})"));
}

TEST_CASE("sets stay sorted as members are added and removed") {
  TestEngine engine = with_item(R"({"n":{"NS":["5"]},"s":{"SS":["m"]}})");
  CHECK(updated(engine, "ADD n :n", R"({":n":{"NS":["10","-3","5.0"]}})") == parse_json(R"({"n":{"NS":["-3","5","10"]}})"));
  CHECK(updated(engine, "ADD s :s", R"({":s":{"SS":["z","a"]}})") == parse_json(R"({"s":{"SS":["a","m","z"]}})"));
  CHECK(updated(engine, "DELETE n :n", R"({":n":{"NS":["10","5.00","7"]}})") == parse_json(R"({"n":{"NS":["-3"]}})"));
  CHECK(updated(engine, "SET t = :s", R"({":s":{"SS":["z","a"]}})") == parse_json(R"({"t":{"SS":["a","z"]}})"));
}

TEST_CASE("writing a set again in another order changes nothing") {
  TestEngine engine = with_item(R"({"s":{"SS":["a","b"]},"n":{"NS":["1","2"]},"b":{"BS":["AA==","AQ=="]}})");
  Json item = kKey;
  item.update(parse_json(R"({"n":{"NS":["2.0","1"]},"b":{"BS":["AQ==","AA=="]},"s":{"SS":["b","a"]}})"));
  engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", item}});
  updated(engine, "SET s = :s", R"({":s":{"SS":["b","a"]}})");
  CHECK(records_of(engine, first_shard(engine)).size() == 1);
}

TEST_CASE("sets are equal regardless of the order of their members") {
  TestEngine engine = with_item(R"({"s":{"SS":["a","b"]},"n":{"NS":["1","2"]}})");
  const auto holds = [&](const char* condition, const char* values) {
    engine.call("DeleteItem", Json{{"TableName", "books"},
                                   {"Key", kKey},
                                   {"ConditionExpression", std::string("NOT (") + condition + ")"},
                                   {"ExpressionAttributeValues", parse_json(values)}});
    return engine.status == 400;
  };
  CHECK(holds("s = :v", R"({":v":{"SS":["b","a"]}})"));
  CHECK(holds("n = :v", R"({":v":{"NS":["2.0","1"]}})"));
  CHECK(holds("n <> :v", R"({":v":{"NS":["2.5","1"]}})"));
}

TEST_CASE("a null in a set is refused") {
  TestEngine engine;
  engine.create_table("books");
  engine.region = "us-east-1";
  const auto fault = [&](const char* set) {
    const std::string text =
        engine.fault("PutItem", Json{{"TableName", "books"}, {"Item", {{"pk", {{"S", "a"}}}, {"x", parse_json(set)}}}});
    const std::string prefix = "One or more parameter values were invalid: ";
    return text.substr(text.find(prefix) + prefix.size());
  };
  CHECK(fault(R"({"SS":["a",null]})") == "An string set may not have a null string as a member");
  CHECK(fault(R"({"SS":[null]})") == "An string set may not have a null string as a member");
  CHECK(fault(R"({"NS":[null,"1"]})") == "An number set may not have a null number as a member");
  CHECK(fault(R"({"BS":["AA==",null]})") == "A binary set may not have a null binary as a member");
}
