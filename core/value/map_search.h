#pragma once

#include <string_view>
#include <vector>

#include "value/name_order.h"

namespace shardbook {

/// Finds entries of maps by name. Once a large map has been searched a few times, its names are sorted. The maps must not change or move.
class MapSearch {
 public:
  /// Returns the entry with that name, or null.
  const AttributeValue* find(const AttributeMap& map, std::string_view name);

 private:
  struct Searched {
    const AttributeMap* map;
    int times;
    NameOrder names;
  };

  std::vector<Searched> searched_;
};

}  // namespace shardbook
