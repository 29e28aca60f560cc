#include "value/set_order.h"

#include <algorithm>
#include <utility>

namespace shardbook {

namespace {

// How java.util.HashMap grows: it doubles when more than three quarters full and, while small, when a slot gets more than eight entries.
constexpr std::size_t kFirstSlots = 16;
constexpr std::ptrdiff_t kMostOfSlot = 8;
constexpr std::size_t kSmall = 64;

using Entries = std::vector<std::pair<std::uint32_t, Number>>;  // by hash, as spread by Java

std::size_t slots_for(const Entries& entries) {
  std::size_t slots = kFirstSlots;
  for (auto last = entries.begin(); last != entries.end(); ++last) {
    const auto shares_slot = [&](const auto& entry) { return ((entry.first ^ last->first) & (slots - 1)) == 0; };
    if (slots < kSmall && std::count_if(entries.begin(), last + 1, shares_slot) > kMostOfSlot) slots *= 2;
    if (static_cast<std::size_t>(last + 1 - entries.begin()) > slots / 4 * 3) slots *= 2;
  }
  return slots;
}

void order_by_hash(AttributeValue& value) {
  if (auto* numbers = std::get_if<AttributeValue::NumberSet>(&value.data)) order_by_hash(numbers->members);
  if (auto* list = std::get_if<AttributeValue::List>(&value.data)) {
    for (AttributeValue& element : *list) order_by_hash(element);
  }
  if (auto* map = std::get_if<AttributeMap>(&value.data)) {
    for (Attribute& entry : *map) order_by_hash(entry.value);
  }
}

}  // namespace

void order_by_hash(std::vector<Number>& ascending) {
  Entries entries;
  for (const Number& number : ascending) {
    const std::uint32_t hash = number.java_hash();
    entries.emplace_back(hash ^ (hash >> 16), number);
  }
  const std::size_t slots = slots_for(entries);
  std::stable_sort(entries.begin(), entries.end(),
                   [&](const auto& a, const auto& b) { return (a.first & (slots - 1)) < (b.first & (slots - 1)); });
  for (std::size_t i = 0; i < entries.size(); ++i) ascending[i] = entries[i].second;
}

Item with_sets_in(SetOrder order, Item item) {
  if (order == SetOrder::ascending || !item.exists() || !item.has_number_sets()) return item;
  AttributeMap attributes = item.decode();
  for (Attribute& attribute : attributes) order_by_hash(attribute.value);
  return Item(attributes);
}

}  // namespace shardbook
