#include "test_engine.h"

using namespace shardbook;

namespace {

const Json kKey = parse_json(R"({"pk":{"S":"a"}})");

TestEngine with_attribute(const char* name, const Json& value) {
  TestEngine engine;
  engine.create_table("tab");
  Json item = kKey;
  item[name] = value;
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  return engine;
}

/// Returns the item after an update.
Json updated(TestEngine& engine, const std::string& expression, const Json& value = nullptr) {
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"UpdateExpression", expression}, {"ReturnValues", "ALL_NEW"}};
  if (!value.is_null()) body["ExpressionAttributeValues"] = {{":v", value}};
  return engine.ok("UpdateItem", body)["Attributes"];
}

/// Returns the numbers from `first` up to `end`, in steps, as texts of equal length: in order as strings and as numbers.
Json members(int first, int end, int step) {
  Json out = Json::array();
  for (int number = first; number < end; number += step) out.push_back(std::to_string(100'000 + number));
  return out;
}

Json numbers(int count) {
  Json out = Json::array();
  for (int number = 0; number < count; ++number) out.push_back({{"N", std::to_string(number)}});
  return out;
}

}  // namespace

TEST_CASE("ADD and DELETE unite and subtract sets of 30,000 members") {
  for (const char* type : {"SS", "NS"}) {
    INFO(std::string(type));
    TestEngine engine = with_attribute("s", {{type, members(0, 30'000, 2)}});
    CHECK(updated(engine, "ADD s :v", {{type, members(1, 30'000, 2)}})["s"][type] == members(0, 30'000, 1));
    CHECK(updated(engine, "DELETE s :v", {{type, members(0, 30'000, 3)}})["s"][type].size() == 20'000);
    CHECK(updated(engine, "DELETE s :v", {{type, members(2, 30'000, 3)}})["s"][type] == members(1, 30'000, 3));
  }
}

TEST_CASE("REMOVE of 290 places in a list keeps all other elements in order") {
  TestEngine engine = with_attribute("l", {{"L", numbers(20'000)}});
  Json expected = Json::array();
  std::string places;
  for (int place = 0; place < 20'000; ++place) {
    if (place % 69 == 7) {
      places = "l[" + std::to_string(place) + "]" + (places.empty() ? "" : ",") + places;
    } else {
      expected.push_back({{"N", std::to_string(place)}});
    }
  }
  CHECK(updated(engine, "REMOVE " + places)["l"]["L"] == expected);
}

TEST_CASE("one update sets, appends and removes places of lists at several levels, by their indexes before it") {
  TestEngine engine =
      with_attribute("l", {{"L", {{{"L", numbers(4)}}, {{"S", "x"}}, {{"M", {{"a", {{"L", numbers(3)}}}}}}, {{"S", "y"}}}}});
  CHECK(updated(engine,
                "SET l[9] = :v, l[0][2] = :v, l[0][7] = :v, l[2].b = :v REMOVE l[1], l[0][0], l[0][1], l[2].a[1], l[2].c, l[3], l[7]",
                {{"S", "v"}})["l"]["L"] ==
        parse_json(R"([{"L":[{"S":"v"},{"N":"3"},{"S":"v"}]},{"M":{"a":{"L":[{"N":"0"},{"N":"2"}]},"b":{"S":"v"}}},{"S":"v"}])"));
}

TEST_CASE("names in a map of 5,000 entries are found, replaced, added and removed") {
  Json entries = Json::object();
  for (int i = 0; i < 5'000; ++i) entries["k" + std::to_string(i)] = {{"N", std::to_string(i)}};
  TestEngine engine = with_attribute("m", {{"M", entries}});
  std::string expression = "SET m.k7 = m.k4999, m.fresh = m.k4998";
  for (int i = 0; i < 100; ++i) expression += ", m.k" + std::to_string(10 + i) + " = m.k" + std::to_string(4'000 + i);
  expression += " REMOVE m.k0, m.gone";
  for (int i = 0; i < 200; ++i) expression += ", m.k" + std::to_string(1'000 + i);
  const Json map = updated(engine, expression)["m"]["M"];
  CHECK(map.size() == 5'000 + 1 - 201);
  CHECK(map["k7"]["N"] == "4999");
  CHECK(map["fresh"]["N"] == "4998");
  CHECK(map["k109"]["N"] == "4099");
  CHECK(map["k110"]["N"] == "110");
  CHECK_FALSE(map.contains("k0"));
  CHECK_FALSE(map.contains("k1199"));
  CHECK(map.contains("k1200"));
}

TEST_CASE("AttributeUpdates of 3,000 attributes put, add and delete each") {
  TestEngine engine;
  engine.create_table("tab");
  Json item = kKey;
  Json updates;
  for (int i = 0; i < 3'000; ++i) {
    const std::string name = "k" + std::to_string(i);
    item[name] = {{"N", "1"}};
    const Json value = {{"N", std::to_string(i)}};
    if (i % 3 == 0) updates[name] = {{"Action", "DELETE"}};
    if (i % 3 == 1) updates[name] = {{"Action", "ADD"}, {"Value", value}};
    if (i % 3 == 2) updates["new" + name] = {{"Value", value}};
  }
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  const Json after = engine.ok(
      "UpdateItem", Json{{"TableName", "tab"}, {"Key", kKey}, {"AttributeUpdates", updates}, {"ReturnValues", "ALL_NEW"}})["Attributes"];
  CHECK(after.size() == 1 + 2'000 + 1'000);
  CHECK_FALSE(after.contains("k2997"));
  CHECK(after["k2998"]["N"] == "2999");
  CHECK(after["k2999"]["N"] == "1");
  CHECK(after["newk2999"]["N"] == "2999");
}

TEST_CASE("an update that sets many copies of a large list makes the item too large") {
  TestEngine engine = with_attribute("l", {{"L", numbers(10'000)}});
  std::string expression = "SET a = l";
  for (int i = 0; i < 400; ++i) expression += ", a" + std::to_string(i) + " = l";
  CHECK(engine.fault("UpdateItem", Json{{"TableName", "tab"}, {"Key", kKey}, {"UpdateExpression", expression}}) ==
        "ValidationException: Item size to update has exceeded the maximum allowed size");
}
