#include "value/item.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "test_engine.h"
#include "value/attribute_json.h"

using namespace shardbook;

TEST_CASE("replacing attributes of an item is the same as encoding it anew") {
  std::mt19937 random(3);
  const std::vector<std::string> names{"a", "b", "quote\"", "tab\t", "é", "long name of an attribute", ""};
  const auto value = [&]() -> AttributeValue {
    switch (random() % 4) {
      case 0:
        return AttributeValue(std::string(random() % 20, 'x') + "\"\n");
      case 1:
        return AttributeValue(Number::of(static_cast<std::int64_t>(random())));
      case 2:
        return AttributeValue(AttributeMap{{"m", AttributeValue(std::string("y"))}});
      default:
        return AttributeValue(AttributeValue::List{});
    }
  };
  const auto some_names = [&] {
    std::vector<std::string> some = names;
    std::shuffle(some.begin(), some.end(), random);
    some.resize(random() % (some.size() + 1));
    return some;
  };
  for (int round = 0; round < 2'000; ++round) {
    AttributeMap all;
    for (const std::string& name : some_names()) all.push_back({name, value()});
    const Item item(all);
    const std::vector<std::string> chosen = some_names();
    const std::vector<std::string_view> views(chosen.begin(), chosen.end());
    AttributeMap before;
    for (const Attribute& attribute : all) {
      if (std::find(chosen.begin(), chosen.end(), attribute.name) != chosen.end()) before.push_back(attribute);
    }
    const std::vector<std::size_t> places = item.places_of(views);
    CHECK(to_json(item.decode(places)) == to_json(before));
    // Some stay, some go, some change, some are new.
    AttributeMap part;
    AttributeMap expected;
    for (const Attribute& attribute : all) {
      Attribute kept = attribute;
      if (std::find(chosen.begin(), chosen.end(), attribute.name) != chosen.end()) {
        if (random() % 3 == 0) continue;
        if (random() % 2 == 0) kept.value = value();
        part.push_back(kept);
      }
      expected.push_back(kept);
    }
    for (const std::string& name : chosen) {
      if (find_attribute(all, name) != nullptr || random() % 2 == 0) continue;
      part.push_back({name, value()});
      expected.push_back(part.back());
    }
    const Item after = item.with(places, item.size() - size_of(before), part);
    const Item anew(expected);
    CHECK(after.json() == anew.json());
    CHECK(after.size() == anew.size());
    REQUIRE(after.attribute_count() == anew.attribute_count());
    for (std::size_t i = 0; i < after.attribute_count(); ++i) {
      CHECK(after.name_at(i) == anew.name_at(i));
      CHECK(after.json_at(i) == anew.json_at(i));
    }
  }
}
