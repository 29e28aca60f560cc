#include "operation/index_entries.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace shardbook {

namespace {

/// Adds to the heat of the partition that the entry lies in; a local index's entries lie in the table's own.
void heat(Table& table, Index& index, const std::string& key, double units) {
  partition_of(index.global ? index.partitions : table.partitions, hash_of_item_key(key)).write_units += units;
}

/// An index that is yet to be filled costs its units already, and will find the item when it is.
void put(Table& table, Index& index, const std::string& key, Item entry, double units) {
  heat(table, index, key, units);
  if (index.is_filled()) index.entries.put(key, std::move(entry));
}

void remove(Table& table, Index& index, const std::string& key, double units) {
  heat(table, index, key, units);
  if (index.is_filled()) index.entries.erase(key);
}

double write_entry(Table& table, Index& index, const std::string& item_key, const Item& before, const Item& after) {
  const std::optional<std::string> old_key = entry_key(index, before, item_key);
  const std::optional<std::string> new_key = entry_key(index, after, item_key);
  const Item old_entry = old_key ? entry_of(index, table.keys, before) : Item();
  const Item new_entry = new_key ? entry_of(index, table.keys, after) : Item();
  if (old_key == new_key) {
    if (!new_key || old_entry == new_entry) return 0;
    const double units = write_units(std::max(old_entry.size(), new_entry.size()));
    put(table, index, *new_key, new_entry, units);
    return units;
  }
  const double removal = old_key ? write_units(old_entry.size()) : 0;
  const double insertion = new_key ? write_units(new_entry.size()) : 0;
  if (old_key) remove(table, index, *old_key, removal);
  if (new_key) put(table, index, *new_key, new_entry, insertion);
  return removal + insertion;
}

}  // namespace

std::vector<IndexUnits> write_entries(Table& table, const std::string& item_key, const Item& before, const Item& after) {
  std::vector<IndexUnits> all;
  for (Index& index : table.indexes) {
    if (index.status == IndexStatus::deleting) continue;
    const double units = write_entry(table, index, item_key, before, after);
    if (units > 0) all.push_back({index.name, index.global, units});
  }
  return all;
}

}  // namespace shardbook
