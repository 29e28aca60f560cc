#include "execute_statement/statements.h"

using namespace shardbook;

TEST_CASE("INSERT puts an item of literals and parameters") {
  TestEngine engine;
  engine.create_table("mix");
  CHECK(
      items(engine,
            "INSERT INTO mix VALUE {'pk': 'it''s', 'n': -1.50, 'b': ?, 'flag': TRUE, 'nothing': null, 'l': [1, ['x'], {}], 'ns': <<1, 2>>}",
            {{{"B", "AQI="}}}) == Json::array());
  CHECK(items(engine, "SELECT * FROM mix WHERE pk = 'it''s'") ==
        parse_json(R"([{"pk":{"S":"it's"},"n":{"N":"-1.5"},"b":{"B":"AQI="},"flag":{"BOOL":true},"nothing":{"NULL":true},
                "l":{"L":[{"N":"1"},{"L":[{"S":"x"}]},{"M":{}}]},"ns":{"NS":["2","1"]}}])"));
}

TEST_CASE("INSERT accepts parameters of every type, and a whole item as one parameter") {
  TestEngine engine;
  engine.create_table("mix");
  const Json item =
      parse_json(R"({"pk":{"S":"k"},"n":{"N":"1"},"b":{"B":"AQ=="},"t":{"BOOL":false},"z":{"NULL":true},"m":{"M":{"a":{"S":""}}},
                            "l":{"L":[{"N":"1"}]},"ss":{"SS":["a"]},"ns":{"NS":["1"]},"bs":{"BS":["AQ=="]}})");
  Json parameters = Json::array();
  std::string text;
  for (const auto& [name, value] : item.items()) {
    text += (text.empty() ? "'" : ", '") + name + "': ?";
    parameters.push_back(value);
  }
  items(engine, "INSERT INTO mix VALUE {" + text + "}", parameters);
  CHECK(items(engine, "SELECT * FROM mix") == Json::array({item}));
  Json other = item;
  other["pk"]["S"] = "other";
  items(engine, "INSERT INTO mix VALUE ?", {{{"M", other}}});
  CHECK(items(engine, "SELECT * FROM mix WHERE pk = 'other'") == Json::array({other}));
}

TEST_CASE("INSERT with an existing key is a duplicate and changes nothing") {
  TestEngine engine;
  engine.create_table("mix");
  items(engine, "INSERT INTO mix VALUE {'pk': 'a', 'v': 1}");
  CHECK(fault(engine, "INSERT INTO mix VALUE {'pk': 'a', 'v': 2}") == "DuplicateItemException: Duplicate primary key exists in table");
  CHECK(items(engine, "SELECT v FROM mix") == parse_json(R"([{"v":{"N":"1"}}])"));
}

TEST_CASE("INSERT refuses the items that PutItem refuses") {
  TestEngine engine;
  engine.create_table("mix");
  const auto insert = [&](const std::string& item, Json parameters = Json::array()) {
    return fault(engine, "INSERT INTO mix VALUE " + item, std::move(parameters));
  };
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  CHECK(insert("{'sk': 'x'}") == invalid + "Missing the key pk in the item");
  CHECK(insert("{'pk': 1}") == invalid + "Type mismatch for key pk expected: S actual: N");
  CHECK(insert("{'pk': ''}") ==
        "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
        "string value. Key: pk");
  CHECK(insert("{'pk': 'a', 'v': ?}", {{{"S", std::string(410'000, 'x')}}}) ==
        "ValidationException: Item size has exceeded the maximum allowed size");
  CHECK(insert("{'pk': 'a', 'v': ?}", {{{"N", "abc"}}}) ==
        "ValidationException: The parameter cannot be converted to a numeric value: abc");
  CHECK(items(engine, "SELECT * FROM mix").empty());
}

TEST_CASE("INSERT accepts values of 32 levels, no deeper") {
  TestEngine engine;
  engine.create_table("mix");
  const auto nested = [](int levels) {
    return "INSERT INTO mix VALUE {'pk': 'a', 'v': " + std::string(levels - 1, '[') + "1" + std::string(levels - 1, ']') + "}";
  };
  CHECK(fault(engine, nested(33)) ==
        "ValidationException: Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported "
        "limit");
  CHECK(items(engine, nested(32)).empty());
}
