#include "item/index_entries.h"

#include <algorithm>

#include "value/attribute_json.h"

namespace shardbook {

namespace {

/// Writes entries of one index, charges for them and emits their events. An index that is not filled yet costs the same; the backfill will
/// find the item.
class EntryWriter {
 public:
  EntryWriter(Context& context, Table& table, std::string_view name, Index& index, ConsumedCapacity* capacity)
      : context_(context), table_(table), name_(name), index_(index), capacity_(capacity) {}

  void put(const std::string& key, const Item& entry, std::uint32_t size, Change change) {
    if (index_.is_filled()) index_.entries.put(key, Item(entry));
    emit(key, entry, change);
    charge(key, size);
  }

  void remove(const std::string& key, const Item& entry) {
    if (index_.is_filled()) index_.entries.erase(key);
    emit(key, entry, Change::remove);
    charge(key, entry.size());
  }

 private:
  void charge(const std::string& key, std::uint32_t size) {
    if (capacity_ != nullptr) capacity_->write_index(name_, table_, index_, key, write_units(size));
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
  std::string_view name_;
  Index& index_;
  ConsumedCapacity* capacity_;
};

}  // namespace

std::vector<EntryWrite> entry_writes(Table& table, const std::string& item_key, const Item& before, const Item& after) {
  std::vector<EntryWrite> writes;
  for (Index& index : table.indexes) {
    if (index.status == IndexStatus::deleting) continue;
    EntryWrite write{&index, entry_key(index, before, item_key), entry_key(index, after, item_key), Item(), Item()};
    if (write.old_key) write.before = entry_of(index, table.keys, before);
    if (write.new_key) write.after = entry_of(index, table.keys, after);
    if (write.moves() || write.before != write.after) writes.push_back(std::move(write));
  }
  return writes;
}

void write_entry(Context& context, Table& table, std::string_view name, const EntryWrite& write, ConsumedCapacity* capacity) {
  EntryWriter writer(context, table, name, *write.index, capacity);
  if (!write.moves()) return writer.put(*write.new_key, write.after, std::max(write.before.size(), write.after.size()), Change::modify);
  if (write.old_key) writer.remove(*write.old_key, write.before);
  if (write.new_key) writer.put(*write.new_key, write.after, write.after.size(), Change::insert);
}

}  // namespace shardbook
