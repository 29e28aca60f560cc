#include "value/attribute_value.h"

#include <doctest/doctest.h>

#include "value/attribute_json.h"

using namespace shardbook;

namespace {

AttributeValue value(const char* json) {
  AttributeValue value = value_from_canonical_json(json);
  sort_members(value);
  return value;
}

}  // namespace

TEST_CASE("values are equal by type and content: maps ignoring order, sets once sorted, numbers however written") {
  const char* distinct[] = {R"({"S":""})",
                            R"({"S":"1"})",
                            R"({"N":"1"})",
                            R"({"B":""})",
                            R"({"B":"MQ=="})",
                            R"({"BOOL":true})",
                            R"({"BOOL":false})",
                            R"({"NULL":true})",
                            R"({"M":{}})",
                            R"({"M":{"a":{"N":"1"}}})",
                            R"({"M":{"b":{"N":"1"}}})",
                            R"({"L":[]})",
                            R"({"L":[{"N":"1"},{"N":"2"}]})",
                            R"({"L":[{"N":"2"},{"N":"1"}]})",
                            R"({"SS":["1"]})",
                            R"({"SS":["1","2"]})",
                            R"({"NS":["1"]})",
                            R"({"BS":["MQ=="]})"};
  for (const char* a : distinct) {
    for (const char* b : distinct) CHECK((value(a) == value(b)) == (a == b));
  }
  CHECK(value(R"({"SS":["a","b","c"]})") == value(R"({"SS":["c","a","b"]})"));
  CHECK(value(R"({"NS":["1","2"]})") == value(R"({"NS":["2","1.0"]})"));
  CHECK(value(R"({"M":{"a":{"SS":["x","y"]},"b":{"NULL":true}}})") == value(R"({"M":{"b":{"NULL":true},"a":{"SS":["x","y"]}}})"));
}

TEST_CASE("canonical JSON round-trips, whatever characters it contains") {
  std::string every;
  for (int c = 0; c < 128; ++c) every += static_cast<char>(c);
  every += "äöü 東京 𝄞";
  AttributeMap inner;
  inner.push_back({every, AttributeValue(every)});
  inner.push_back({"b", AttributeValue(AttributeValue::Binary{std::string("\0\xff\n", 3)})});
  const AttributeValue whole{AttributeValue::List{AttributeValue(inner), AttributeValue(AttributeValue::StringSet{{every, ""}})}};
  CHECK(value_from_canonical_json(to_json(whole)) == whole);
  CHECK(map_from_canonical_json(to_json(inner)).front().name == every);
}

TEST_CASE("depth counts the value itself and each enclosing list or map") {
  CHECK(depth_of(value(R"({"S":"x"})")) == 1);
  CHECK(depth_of(value(R"({"L":[]})")) == 1);
  CHECK(depth_of(value(R"({"L":[{"S":"x"},{"M":{"a":{"L":[{"N":"1"}]}}}]})")) == 4);
}
