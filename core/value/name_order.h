#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/attribute_value.h"

namespace shardbook {

/// The names in a list, sorted, for finding one of many or those that repeat. The names must outlive it.
class NameOrder {
 public:
  struct Entry {
    std::string_view name;
    std::size_t place;  // in the list
  };

  NameOrder() = default;
  explicit NameOrder(const AttributeMap& map);
  explicit NameOrder(const std::vector<std::string>& names);

  /// Adds the name at the next place. Call `sort` after the last.
  void add(std::string_view name) { entries_.push_back({name, entries_.size()}); }
  void sort();

  bool is_empty() const { return entries_.empty(); }
  /// Sorted by name. Equal names are in the order of their places.
  const std::vector<Entry>& entries() const { return entries_; }

  /// Returns the first place with that name.
  std::optional<std::size_t> find(std::string_view name) const;

  /// Return, by place, whether an earlier or a later place has the same name: 1 or 0.
  std::vector<char> repeated() const;
  std::vector<char> superseded() const;

 private:
  std::vector<char> doubles(std::size_t which) const;

  std::vector<Entry> entries_;
};

}  // namespace shardbook
