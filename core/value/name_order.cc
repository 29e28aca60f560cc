#include "value/name_order.h"

#include <algorithm>

#include "value/heap_sort.h"

namespace shardbook {

namespace {

bool precedes(const NameOrder::Entry& a, const NameOrder::Entry& b) {
  const int order = a.name.compare(b.name);
  return order != 0 ? order < 0 : a.place < b.place;
}

}  // namespace

NameOrder::NameOrder(const AttributeMap& map) {
  for (const Attribute& attribute : map) add(attribute.name);
  sort();
}

NameOrder::NameOrder(const std::vector<std::string>& names) {
  for (const std::string& name : names) add(name);
  sort();
}

void NameOrder::sort() { heap_sort(entries_, precedes); }

std::optional<std::size_t> NameOrder::find(std::string_view name) const {
  const auto at = std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name < name; });
  if (at == entries_.end() || at->name != name) return std::nullopt;
  return at->place;
}

std::vector<char> NameOrder::repeated() const { return doubles(1); }

std::vector<char> NameOrder::superseded() const { return doubles(0); }

/// Marks the first or second of each two neighbours with the same name.
std::vector<char> NameOrder::doubles(std::size_t which) const {
  std::vector<char> marks(entries_.size());
  for (std::size_t i = 1; i < entries_.size(); ++i) {
    if (entries_[i - 1].name == entries_[i].name) marks[entries_[i - 1 + which].place] = 1;
  }
  return marks;
}

}  // namespace shardbook
