#include "read/row_reader.h"

#include "call/table_lookup.h"
#include "item/item_address.h"

namespace shardbook {

namespace {

constexpr std::uint64_t kPageBytes = 1024 * 1024;

}  // namespace

Item RowReader::take(std::string_view key, const Item& row) {
  ++rows_;
  bytes_ += row.size();
  const std::uint64_t hash = hash_of_item_key(key);
  if (reads_.empty() || !reads_.back().partition.holds(hash)) reads_.push_back({partition_of(target_.partitions(), hash), 0});
  reads_.back().bytes += row.size();
  return target_.fetch == ReadTarget::Fetch::none ? row : fetch(row);
}

bool RowReader::is_full() const { return bytes_ >= kPageBytes; }

Item RowReader::fetch(const Item& entry) {
  const KeySchema& keys = target_.table.keys;
  AttributeValue hash;
  AttributeValue range;
  entry.decode(keys.hash.name, hash);
  if (keys.range) entry.decode(keys.range->name, range);
  Item item = find_item(target_.table, item_key(hash, keys.range ? &range : nullptr));
  fetch_units_ += read_units(item.size(), consistent_);
  return item;
}

void RowReader::account(Context& context, ConsumedCapacity& capacity, const std::string& table, double units) {
  capacity.read(table, nullptr, target_.index == nullptr ? units : fetch_units_);
  if (target_.index != nullptr) capacity.read_index(table, *target_.index, units);
  if (!reads_.empty()) heat_partitions(context, table, units);
}

void RowReader::heat_partitions(Context& context, const std::string& table, double units) {
  const bool is_global = target_.is_global();
  const std::string index = is_global ? target_.index->name : std::string();
  Table& edited = edit_table(context, table);
  std::vector<Partition>& partitions = is_global ? edited.find_index(index)->partitions : edited.partitions;
  for (const Read& read : reads_) {
    Partition& partition = partition_of(partitions, read.partition.from);
    if (!is_global) context.touch_partition(partition);
    partition.read_units += units * static_cast<double>(read.bytes) / static_cast<double>(bytes_);
  }
}

}  // namespace shardbook
