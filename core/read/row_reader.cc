#include "read/row_reader.h"

#include <algorithm>

#include "item/item_address.h"

namespace shardbook {

namespace {

constexpr std::uint64_t kPageBytes = 1024ULL * 1024;

bool reaches(const KeyRange& range, const Partition& partition) {
  return partition.to >= hash_of_item_key(range.from) && (!range.to || item_key_floor(partition.from) < *range.to);
}

}  // namespace

Item RowReader::take(std::string_view key, const Item& row, std::size_t part) {
  ++rows_;
  bytes_ += row.size();
  Read& read = read_of(key, part);
  read.bytes += row.size();
  if (!target_.fetches) return row;
  Item item;
  read.fetch_units += fetch(row, item);
  return item;
}

void RowReader::cover(const KeyRange& range) {
  for (const Partition& partition : target_.provision().partitions) {
    const auto read = [&](const Read& candidate) { return candidate.partition == &partition; };
    if (!reaches(range, partition) || std::any_of(reads_.begin(), reads_.end(), read)) continue;
    reads_.push_back({0, &partition, item_key_floor(partition.from)});
  }
}

bool RowReader::is_full() const { return bytes_ >= kPageBytes; }

void RowReader::charge(ConsumedCapacity& capacity, std::string_view name) const {
  for (const Read& read : reads_) {
    const double units = read_units(read.bytes, consistent_);
    if (target_.index == nullptr) {
      capacity.read(name, target_.table, read.row, units);
    } else {
      capacity.read(name, target_.table, read.row, read.fetch_units);
      capacity.read_index(name, target_.table, *target_.index, read.row, units);
    }
  }
}

RowReader::Read& RowReader::read_of(std::string_view key, std::size_t part) {
  const std::uint64_t hash = hash_of_item_key(key);
  const auto is_same = [&](const Read& read) { return read.part == part && read.partition->holds(hash); };
  const auto found = std::find_if(reads_.rbegin(), reads_.rend(), is_same);
  if (found != reads_.rend()) return *found;
  return reads_.emplace_back(Read{part, &target_.provision().partition_of(hash), std::string(key)});
}

/// Returns the read units.
double RowReader::fetch(const Item& entry, Item& item) const {
  const KeySchema& keys = target_.table.keys;
  AttributeValue hash;
  AttributeValue range;
  entry.decode(keys.hash.name, hash);
  if (keys.range) entry.decode(keys.range->name, range);
  item = find_item(target_.table, item_key(hash, keys.range ? &range : nullptr));
  return read_units(item.size(), consistent_);
}

}  // namespace shardbook
