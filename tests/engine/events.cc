#include <algorithm>

#include "test_indexes.h"
#include "test_streams.h"

using namespace shardbook;

namespace {

Options observed() {
  Options options;
  options.observe = true;
  return options;
}

/// Drains the events and returns those of one kind, as JSON.
std::vector<Json> events(TestEngine& engine, const std::string& type) {
  std::vector<Json> out;
  for (const Event& event : engine.engine.drain_events()) {
    std::string text;
    append_json(text, event);
    Json json = parse_json(text);
    if (json["type"] == type) out.push_back(std::move(json));
  }
  return out;
}

Json item(const std::string& key) { return {{"pk", {{"S", key}}}}; }

}  // namespace

TEST_CASE("each request and each clock advance is a step, numbered in its events") {
  TestEngine engine(observed());
  engine.create_table("tab");
  CHECK(events(engine, "call").back()["step"] == 1);
  engine.now += 1000;
  engine.engine.advance(engine.now);
  engine.call("ListTables", Json::object());
  const Json listed = events(engine, "call").back();
  CHECK(listed["step"] == 3);
  CHECK(listed["call"] == 2);
}

TEST_CASE("events of scheduled work carry the step during which it ran") {
  TestEngine engine(observed());
  engine.create_table("tab");
  engine.engine.drain_events();
  engine.engine.advance(engine.now);
  const Json active = events(engine, "table-status").back();
  CHECK(active["status"] == "ACTIVE");
  CHECK(active["step"] == 2);
  CHECK(active["call"] == 0);
}

TEST_CASE("a call event says what each partition was charged: a batch on one key hits one partition") {
  TestEngine engine(observed());
  engine.create_table("tab", true);
  Json writes = Json::array();
  for (int i = 0; i < 10; ++i) writes.push_back({{"PutRequest", {{"Item", {{"pk", {{"S", "hot"}}}, {"sk", {{"S", std::to_string(i)}}}}}}}});
  engine.ok("BatchWriteItem", Json{{"RequestItems", {{"tab", writes}}}});
  const Json call = events(engine, "call").back();
  REQUIRE(call["consumed"].size() == 1);
  CHECK(call["consumed"][0]["table"] == "tab");
  CHECK(call["consumed"][0]["writeUnits"] == 10);
  CHECK(call["consumed"][0]["readUnits"] == 0);
  CHECK(call["writeUnits"] == 10);
}

TEST_CASE("a call event lists charges to indexes separately from the table") {
  TestEngine engine(observed());
  engine.ok("CreateTable", library_table());
  engine.ok("PutItem", Json{{"TableName", "library"},
                            {"Item", {{"pk", {{"S", "a"}}}, {"sk", {{"S", "b"}}}, {"date", {{"S", "d"}}}, {"author", {{"S", "w"}}}}}});
  std::map<std::string, double> units;
  std::map<std::string, std::string> kinds;
  double total = 0;
  const Json call = events(engine, "call").back();
  for (const Json& consumed : call["consumed"]) {
    kinds[consumed.value("index", "")] = consumed.value("indexKind", "");
    units[consumed.value("index", "")] += consumed["writeUnits"].get<double>();
    total += consumed["writeUnits"].get<double>();
  }
  CHECK(units == std::map<std::string, double>{{"", 1}, {"by_author", 1}, {"by_date", 1}});
  CHECK(kinds == std::map<std::string, std::string>{{"", ""}, {"by_author", "global"}, {"by_date", "local"}});
  CHECK(call["writeUnits"] == total);
}

TEST_CASE("a call event of Scan says what each partition was charged") {
  TestEngine engine(observed());
  engine.create_table("tab");
  engine.ok("Scan", Json{{"TableName", "tab"}});
  const Json call = events(engine, "call").back();
  REQUIRE(call["consumed"].size() == 4);
  for (const Json& consumed : call["consumed"]) CHECK(consumed["readUnits"] == 0.5);
}

TEST_CASE("an item event says how many items its partition and its table hold") {
  TestEngine engine(observed());
  engine.create_table("tab");
  std::map<std::string, int> by_partition;
  for (int i = 0; i < 20; ++i) {
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item("k" + std::to_string(i))}});
    const Json written = events(engine, "item-written").back();
    CHECK(written["tableItems"] == i + 1);
    CHECK(written["items"] == ++by_partition[written["partition"]]);
  }
  engine.ok("DeleteItem", Json{{"TableName", "tab"}, {"Key", item("k0")}});
  CHECK(events(engine, "item-written").back()["tableItems"] == 19);
}

TEST_CASE("a partition opens empty with its table, and with its share of the parent's items after a split") {
  TestEngine engine(observed());
  engine.create_table("tab", false,
                      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}}}});
  CHECK(events(engine, "partition-opened").back()["items"] == 0);
  for (int i = 0; i < 20; ++i) engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item("k" + std::to_string(i))}});
  engine.engine.drain_events();
  engine.ok("UpdateTable", Json{{"TableName", "tab"}, {"BillingMode", "PAY_PER_REQUEST"}});
  engine.engine.advance(engine.now);
  const std::vector<Json> opened = events(engine, "partition-opened");
  REQUIRE(opened.size() == 4);
  int items = 0;
  for (const Json& event : opened) {
    CHECK(event["items"] > 0);
    items += event["items"].get<int>();
  }
  CHECK(items == 20);
}

TEST_CASE("a record event shows the images that the stream keeps") {
  const std::map<std::string, std::pair<bool, bool>> views = {
      {"KEYS_ONLY", {false, false}}, {"OLD_IMAGE", {true, false}}, {"NEW_IMAGE", {false, true}}, {"NEW_AND_OLD_IMAGES", {true, true}}};
  for (const auto& [view, shows] : views) {
    TestEngine engine(observed());
    engine.create_table("tab", false, with_stream(view));
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item("a")}});
    engine.engine.drain_events();
    engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"x", {{"N", "1"}}}}}});
    const Json record = events(engine, "record").back();
    INFO(view);
    CHECK(record.contains("old") == shows.first);
    CHECK(record.contains("new") == shows.second);
    if (shows.second) CHECK(record["new"]["x"] == Json{{"N", "1"}});
  }
}

TEST_CASE("a table status event includes the table's keys") {
  TestEngine engine(observed());
  engine.create_table("tab", true);
  const Json status = events(engine, "table-status").front();
  CHECK(status["keys"] == parse_json(R"([{"name":"pk","role":"HASH","type":"S"},{"name":"sk","role":"RANGE","type":"S"}])"));
}
