#include "item/index_entries.h"

#include <algorithm>
#include <optional>

#include "value/attribute_json.h"

namespace shardbook {

namespace {

/// What a write does to one index: where an entry lies before and after, and what it is.
struct EntryWrite {
  std::optional<std::string> old_key;
  std::optional<std::string> new_key;
  Item before;
  Item after;

  bool moves() const { return old_key != new_key; }
};

EntryWrite entry_write(const Index& index, const KeySchema& table_keys, const std::string& item_key, const Item& before,
                       const Item& after) {
  EntryWrite write{entry_key(index, before, item_key), entry_key(index, after, item_key), Item(), Item()};
  if (write.old_key) write.before = entry_of(index, table_keys, before);
  if (write.new_key) write.after = entry_of(index, table_keys, after);
  return write;
}

/// Writes the entries of one index, pays for them and emits their events.
class EntryWriter {
 public:
  EntryWriter(Context& context, Table& table, Index& index) : context_(context), table_(table), index_(index) {}

  /// The units. An index that is yet to be filled costs them already, and will find the item when it is.
  double apply(const EntryWrite& write) {
    if (!write.moves()) {
      if (write.before == write.after) return 0;
      return put(*write.new_key, write.after, std::max(write.before.size(), write.after.size()), Change::modify);
    }
    double units = 0;
    if (write.old_key) units += remove(*write.old_key, write.before);
    if (write.new_key) units += put(*write.new_key, write.after, write.after.size(), Change::insert);
    return units;
  }

 private:
  double put(const std::string& key, const Item& entry, std::uint32_t size, Change change) {
    if (index_.is_filled()) index_.entries.put(key, Item(entry));
    emit(key, entry, change);
    return heat(key, write_units(size));
  }

  double remove(const std::string& key, const Item& entry) {
    if (index_.is_filled()) index_.entries.erase(key);
    emit(key, entry, Change::remove);
    return heat(key, write_units(entry.size()));
  }

  /// Adds to the heat of the partition that the entry lies in; a local index's entries lie in the table's own.
  double heat(const std::string& key, double units) {
    partition_of(index_.global ? index_.partitions : table_.partitions, hash_of_item_key(key)).write_units += units;
    return units;
  }

  void emit(const std::string& key, const Item& entry, Change change) {
    if (context_.events == nullptr) return;
    AttributeMap keys;
    for (const std::string& name : entry_key_names(index_.keys, table_.keys)) {
      Attribute& attribute = keys.emplace_back();
      attribute.name = name;
      entry.decode(name, attribute.value);
    }
    context_.emit(IndexWrittenEvent{table_.name, table_.id, index_.name, hash_text(hash_of_item_key(key)), std::string(name_of(change)),
                                    to_json(keys)});
  }

  Context& context_;
  Table& table_;
  Index& index_;
};

}  // namespace

std::vector<IndexUnits> write_entries(Context& context, Table& table, const std::string& item_key, const Item& before, const Item& after) {
  std::vector<IndexUnits> all;
  for (Index& index : table.indexes) {
    if (index.status == IndexStatus::deleting) continue;
    const double units = EntryWriter(context, table, index).apply(entry_write(index, table.keys, item_key, before, after));
    if (units > 0) all.push_back({index.name, index.global, units});
  }
  return all;
}

}  // namespace shardbook
