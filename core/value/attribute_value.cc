#include "value/attribute_value.h"

#include <algorithm>
#include <array>
#include <functional>

#include "value/heap_sort.h"
#include "value/map_search.h"

namespace shardbook {

namespace {

constexpr std::array<std::string_view, 10> kNames = {"S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"};
// What the service adds for a list or map, and for each of its elements.
constexpr std::uint32_t kContainerOverhead = 3;
constexpr std::uint32_t kElementOverhead = 1;

std::uint32_t sum_of_lengths(const std::vector<std::string>& members) {
  std::size_t total = 0;
  for (const auto& member : members) total += member.size();
  return static_cast<std::uint32_t>(total);
}

}  // namespace

std::string_view name_of(AttributeType type) { return kNames[static_cast<std::size_t>(type)]; }

const AttributeValue* find_attribute(const AttributeMap& map, std::string_view name) {
  for (const auto& attribute : map) {
    if (attribute.name == name) return &attribute.value;
  }
  return nullptr;
}

bool equal_maps(const AttributeMap& a, const AttributeMap& b) {
  if (a.size() != b.size()) return false;
  MapSearch search;
  for (std::size_t i = 0; i < a.size(); ++i) {
    // Usually both list their entries in the same order.
    const AttributeValue* other = b[i].name == a[i].name ? &b[i].value : search.find(b, a[i].name);
    if (other == nullptr || *other != a[i].value) return false;
  }
  return true;
}

void sort_members(AttributeValue& set) {
  const auto sort = [](auto& members) { heap_sort(members, std::less<>()); };
  if (auto* strings = std::get_if<AttributeValue::StringSet>(&set.data)) sort(strings->members);
  if (auto* numbers = std::get_if<AttributeValue::NumberSet>(&set.data)) sort(numbers->members);
  if (auto* binaries = std::get_if<AttributeValue::BinarySet>(&set.data)) sort(binaries->members);
}

bool operator==(const AttributeValue& a, const AttributeValue& b) {
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case AttributeType::S:
      return *a.s() == *b.s();
    case AttributeType::N:
      return *a.n() == *b.n();
    case AttributeType::B:
      return a.b()->bytes == b.b()->bytes;
    case AttributeType::BOOL:
      return a.boolean()->value == b.boolean()->value;
    case AttributeType::NULL_:
      return true;
    case AttributeType::M:
      return equal_maps(*a.m(), *b.m());
    case AttributeType::L:
      return *a.l() == *b.l();
    case AttributeType::SS:
      return a.ss()->members == b.ss()->members;
    case AttributeType::NS:
      return a.ns()->members == b.ns()->members;
    case AttributeType::BS:
      return a.bs()->members == b.bs()->members;
  }
  return false;
}

int compare_scalars(const AttributeValue& a, const AttributeValue& b) {
  if (a.n() != nullptr) return Number::compare(*a.n(), *b.n());
  // char_traits<char> compares as unsigned char: UTF-8 and binary order.
  return a.s() != nullptr ? a.s()->compare(*b.s()) : a.b()->bytes.compare(b.b()->bytes);
}

std::uint32_t size_of(const AttributeValue& value) {
  switch (value.type()) {
    case AttributeType::S:
      return static_cast<std::uint32_t>(value.s()->size());
    case AttributeType::N:
      return value.n()->size();
    case AttributeType::B:
      return static_cast<std::uint32_t>(value.b()->bytes.size());
    case AttributeType::BOOL:
    case AttributeType::NULL_:
      return 1;
    case AttributeType::M: {
      const auto count = static_cast<std::uint32_t>(value.m()->size());
      return kContainerOverhead + count * kElementOverhead + size_of(*value.m());
    }
    case AttributeType::L: {
      std::uint32_t total = kContainerOverhead;
      for (const auto& element : *value.l()) total += kElementOverhead + size_of(element);
      return total;
    }
    case AttributeType::SS:
      return sum_of_lengths(value.ss()->members);
    case AttributeType::NS: {
      std::uint32_t total = 0;
      for (const auto& member : value.ns()->members) total += member.size();
      return total;
    }
    case AttributeType::BS:
      return sum_of_lengths(value.bs()->members);
  }
  return 0;
}

std::uint32_t size_of(const AttributeMap& map) {
  std::size_t total = 0;
  for (const auto& attribute : map) total += attribute.name.size() + size_of(attribute.value);
  return static_cast<std::uint32_t>(total);
}

int depth_of(const AttributeValue& value) {
  int deepest = 0;
  if (const auto* map = value.m()) {
    for (const auto& entry : *map) deepest = std::max(deepest, depth_of(entry.value));
  } else if (const auto* list = value.l()) {
    for (const auto& element : *list) deepest = std::max(deepest, depth_of(element));
  }
  return deepest + 1;
}

}  // namespace shardbook
