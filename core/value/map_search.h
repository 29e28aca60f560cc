#pragma once

#include <forward_list>
#include <string_view>

#include "value/name_order.h"

namespace shardbook {

/// Finds entries of maps by name. Once a large map has been searched a few times, its names are sorted. The maps must not change or move.
class MapSearch {
 public:
  MapSearch();
  ~MapSearch();
  /// Returns the entry with that name, or null.
  const AttributeValue* find(const AttributeMap& map, std::string_view name);

 private:
  struct Searched {
    const AttributeMap* map;
    int times;
    NameOrder names;
  };

  std::forward_list<Searched> searched_;
};

}  // namespace shardbook
