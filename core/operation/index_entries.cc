#include "operation/index_entries.h"

#include <algorithm>
#include <optional>

namespace shardbook {

namespace {

/// Adds to the heat of the partition that the entry lies in; a local index's entries lie in the table's own.
void heat(Index& index, const std::string& key, double units) {
  if (index.global) partition_of(index.partitions, hash_of_item_key(key)).write_units += units;
}

double remove_entry(Index& index, const std::string& key) {
  const Item* entry = index.entries.find(key);
  if (entry == nullptr) return 0;
  const double units = write_units(entry->size());
  index.entries.erase(key);
  heat(index, key, units);
  return units;
}

/// In the place of the entry that is there, or of none.
double put_entry(Index& index, const std::string& key, Item entry) {
  const Item* present = index.entries.find(key);
  if (present != nullptr && *present == entry) return 0;
  const std::uint32_t size = std::max(entry.size(), present == nullptr ? 0 : present->size());
  const double units = write_units(size);
  index.entries.put(key, std::move(entry));
  heat(index, key, units);
  return units;
}

double write_entry(Index& index, const KeySchema& table_keys, const std::string& item_key, const Item& before, const Item& after) {
  const std::optional<std::string> old_key = entry_key(index, before, item_key);
  const std::optional<std::string> new_key = entry_key(index, after, item_key);
  double units = 0;
  if (old_key && old_key != new_key) units += remove_entry(index, *old_key);
  if (new_key) units += put_entry(index, *new_key, entry_of(index, table_keys, after));
  return units;
}

}  // namespace

std::vector<IndexUnits> write_entries(Table& table, const std::string& item_key, const Item& before, const Item& after) {
  std::vector<IndexUnits> all;
  for (Index& index : table.indexes) {
    if (index.status == IndexStatus::deleting) continue;
    const double units = write_entry(index, table.keys, item_key, before, after);
    if (units > 0) all.push_back({index.name, index.global, units});
  }
  return all;
}

void backfill(Table& table, Index& index) {
  for (auto at = table.items.first(); at.valid(); at.next()) {
    if (auto key = entry_key(index, at.value(), at.key())) index.entries.put(*key, entry_of(index, table.keys, at.value()));
  }
}

}  // namespace shardbook
