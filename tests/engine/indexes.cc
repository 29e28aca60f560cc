#include <algorithm>

#include "test_indexes.h"

using namespace shardbook;

namespace {

void fill(TestEngine& engine) {
  for (int i = 0; i < 50; ++i) {
    Json item = {
        {"pk", {{"S", "p" + std::to_string(i % 5)}}}, {"sk", {{"S", std::to_string(i)}}}, {"title", {{"S", std::string(500, 't')}}}};
    if (i % 2 == 0) item["author"] = {{"S", "author" + std::to_string(i % 3)}};
    if (i % 3 != 0) item["date"] = {{"S", std::to_string(i % 7)}};
    engine.ok("PutItem", {{"TableName", "library"}, {"Item", item}});
  }
}

std::string contents(TestEngine& engine) {
  std::string out = engine.text("DescribeTable", R"({"TableName":"library"})");
  for (const char* index : {"by_date", "by_author", "by_kind"}) {
    out += engine.call("Scan", {{"TableName", "library"}, {"IndexName", index}}).dump();
  }
  return out;
}

TestEngine copy_of(const TestEngine& engine, Options options = {}) {
  TestEngine copy(options);
  REQUIRE(copy.engine.import_state(engine.engine.export_state()));
  copy.now = engine.now;
  return copy;
}

std::vector<Json> events_of(TestEngine& engine) {
  std::vector<Json> out;
  for (const Event& event : engine.engine.drain_events()) {
    std::string text;
    append_json(text, event);
    out.push_back(parse_json(text));
  }
  return out;
}

/// Returns "by_author INSERT wells" and so on for the call's events.
std::vector<std::string> index_changes(TestEngine& engine) {
  std::vector<std::string> out;
  for (const Json& event : events_of(engine)) {
    if (event["type"] != "index-written") continue;
    out.push_back(event["index"].get<std::string>() + " " + event["change"].get<std::string>() + " " + event["keys"].dump());
  }
  return out;
}

}  // namespace

TEST_CASE("index entries are the same after an export and import") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  fill(engine);
  TestEngine copy = copy_of(engine);
  CHECK(contents(copy) == contents(engine));
  for (TestEngine* each : {&engine, &copy}) {
    each->ok("UpdateItem", R"({"TableName":"library","Key":{"pk":{"S":"p0"},"sk":{"S":"0"}},"UpdateExpression":"SET author = :a",
                               "ExpressionAttributeValues":{":a":{"S":"verne"}}})");
  }
  CHECK(contents(copy) == contents(engine));
  CHECK(copy.engine.export_state() == engine.engine.export_state());
}

TEST_CASE("indexes being created or deleted continue after an import") {
  Options options;
  options.service_latency = true;
  TestEngine engine(options);
  engine.ok("CreateTable", library_table());
  engine.now += 60'000;
  fill(engine);
  const Json create = {{"Create", index_definition("by_title", Json::array({hash_key("title")}))}};
  const Json drop = {{"Delete", {{"IndexName", "by_author"}}}};
  for (const Json& change : {create, drop}) {
    engine.ok("UpdateTable", {{"TableName", "library"},
                              {"AttributeDefinitions", definitions({{"title", "S"}})},
                              {"GlobalSecondaryIndexUpdates", Json::array({change})}});
    for (int i = 0; i < 6; ++i) {
      TestEngine copy = copy_of(engine, options);
      CHECK(contents(copy) == contents(engine));
      engine.now += 5'000;
      copy.now += 60'000;
      copy.ok("DescribeTable", R"({"TableName":"library"})");
      CHECK(copy.ok("Scan", R"({"TableName":"library","IndexName":"by_date"})")["Count"] == 33);
    }
    engine.now += 60'000;
  }
  CHECK(engine.ok("Scan", R"({"TableName":"library","IndexName":"by_title"})")["Count"] == 50);
}

TEST_CASE("an export contains each item once, however many indexes hold it") {
  const auto bytes = [](bool with_indexes) {
    TestEngine engine;
    if (with_indexes) {
      engine.ok("CreateTable", library_table());
    } else {
      engine.create_table("library", true);
    }
    fill(engine);
    return engine.engine.export_state().size();
  };
  CHECK(bytes(true) < bytes(false) + 4'000);
}

TEST_CASE("there is an event for each entry written, moved or removed") {
  Options options;
  options.observe = true;
  TestEngine engine(options);
  engine.ok("CreateTable", library_table());
  engine.engine.drain_events();
  const auto put = [&](const char* members) {
    Json item = parse_json(R"({"pk":{"S":"a"},"sk":{"S":"1"}})");
    item.update(parse_json(members));
    engine.ok("PutItem", {{"TableName", "library"}, {"Item", item}});
    return index_changes(engine);
  };
  using Texts = std::vector<std::string>;
  CHECK(put("{}") == Texts{});
  CHECK(put(R"({"kind":{"N":"1"}})") == Texts{R"(by_kind INSERT {"kind":{"N":"1"},"pk":{"S":"a"},"sk":{"S":"1"}})"});
  CHECK(put(R"({"kind":{"N":"1"},"note":{"S":"n"}})") == Texts{});
  CHECK(put(R"({"kind":{"N":"2"}})") == Texts{R"(by_kind REMOVE {"kind":{"N":"1"},"pk":{"S":"a"},"sk":{"S":"1"}})",
                                              R"(by_kind INSERT {"kind":{"N":"2"},"pk":{"S":"a"},"sk":{"S":"1"}})"});
  CHECK(put(R"({"date":{"S":"1895"}})") == Texts{R"(by_date INSERT {"pk":{"S":"a"},"date":{"S":"1895"},"sk":{"S":"1"}})",
                                                 R"(by_kind REMOVE {"kind":{"N":"2"},"pk":{"S":"a"},"sk":{"S":"1"}})"});
  CHECK(put(R"({"date":{"S":"1895"},"title":{"S":"t"}})") ==
        Texts{R"(by_date MODIFY {"pk":{"S":"a"},"date":{"S":"1895"},"sk":{"S":"1"}})"});
}

TEST_CASE("inspection lists a table's indexes and their rows in hash order") {
  TestEngine engine;
  engine.ok("CreateTable", library_table());
  fill(engine);
  const auto inspect = [&](const Json& query) { return parse_json(engine.engine.inspect(query.dump())); };
  const Json indexes = inspect({{"kind", "tables"}})["tables"][0]["indexes"];
  CHECK(indexes.size() == 3);
  CHECK(indexes[0]["index"] == "by_date");
  CHECK(indexes[0]["kind"] == "local");
  CHECK(indexes[0]["keys"] == parse_json(R"([{"name":"pk","role":"HASH","type":"S"},{"name":"date","role":"RANGE","type":"S"}])"));
  CHECK(indexes[0]["projection"] == "INCLUDE");
  CHECK(indexes[0]["attributes"] == parse_json(R"(["title"])"));
  CHECK(indexes[1]["kind"] == "global");
  CHECK(indexes[1]["status"] == "ACTIVE");
  CHECK(indexes[1]["items"] == 16);
  const Json query = {{"kind", "items"},      {"region", "us-east-2"}, {"table", "library"},
                      {"index", "by_author"}, {"offset", 5},           {"limit", 3}};
  const Json rows = inspect(query);
  CHECK(rows["total"] == 16);
  CHECK(rows["rows"].size() == 3);
  const Json scanned = engine.ok("Scan", R"({"TableName":"library","IndexName":"by_author"})");
  for (int i = 0; i < 3; ++i) CHECK(rows["rows"][i]["item"] == scanned["Items"][5 + i]);
  CHECK(inspect(with(query, {{"index", "none"}}))["total"] == 0);
}
