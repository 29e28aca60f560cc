#include "value/map_search.h"

#include <algorithm>

namespace shardbook {

namespace {

constexpr std::size_t kFewEntries = 16;
constexpr int kFewSearches = 16;

}  // namespace

MapSearch::MapSearch() = default;
MapSearch::~MapSearch() = default;

const AttributeValue* MapSearch::find(const AttributeMap& map, std::string_view name) {
  if (map.size() <= kFewEntries) return find_attribute(map, name);
  auto found = std::find_if(searched_.begin(), searched_.end(), [&](const Searched& searched) { return searched.map == &map; });
  if (found == searched_.end()) {
    searched_.push_front({&map, 0, {}});
    found = searched_.begin();
  }
  if (++found->times <= kFewSearches) return find_attribute(map, name);
  if (found->names.is_empty()) found->names = NameOrder(map);
  const auto place = found->names.find(name);
  return place ? &map[*place].value : nullptr;
}

}  // namespace shardbook
