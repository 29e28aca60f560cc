#include "item/item_collection.h"

#include <algorithm>
#include <string_view>

#include "item/item_write.h"
#include "storage/key_range.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

constexpr std::uint64_t kGigabyte = 1024ULL * 1024 * 1024;
constexpr std::uint64_t kMostBytes = 10 * kGigabyte;

std::uint64_t bytes_in(const Tree<Item>& rows, const KeyRange& range) {
  const TreeSummary end = range.to ? rows.below(*range.to) : rows.total();
  return end.weight - rows.below(range.from).weight;
}

/// Local index entries begin like the items: they have the same partition key.
std::uint64_t collection_bytes(const Table& table, std::string_view prefix) {
  const KeyRange range = KeyRange::of_prefix(prefix);
  std::uint64_t bytes = bytes_in(table.items, range);
  for (const Index& index : table.indexes) {
    if (!index.global) bytes += bytes_in(index.entries, range);
  }
  return bytes;
}

std::string metrics_of(const Table& table, std::string_view prefix, const AttributeMap& attributes) {
  const std::uint64_t gigabytes = collection_bytes(table, prefix) / kGigabyte;
  const AttributeMap key = {{table.keys.hash.name, *find_attribute(attributes, table.keys.hash.name)}};
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("ItemCollectionKey").raw(to_json(key));
  json.key("SizeEstimateRangeGB").raw("[" + std::to_string(gigabytes) + ".0," + std::to_string(gigabytes + 1) + ".0]").end_object();
  return out;
}

}  // namespace

std::uint64_t bytes_with_local_entries(const Table& table, const Item& item) {
  if (!item.exists()) return 0;
  std::uint64_t bytes = item.size();
  for (const Index& index : table.indexes) {
    if (!index.global && entry_key(index, item, "")) bytes += entry_of(index, table.keys, item).size();
  }
  return bytes;
}

Status check_collection_growth(const Table& table, const std::string& address, std::int64_t bytes) {
  if (!table.has_local_indexes() || bytes <= 0) return {};
  if (collection_bytes(table, partition_key_prefix(address)) + static_cast<std::uint64_t>(bytes) <= kMostBytes) return {};
  return item_collection_size_limit_exceeded_exception();
}

void ItemCollectionMetrics::add(const ItemWrite& write, const AttributeMap& attributes) {
  const Table& table = write.table();
  if (!wanted_ || !table.has_local_indexes()) return;
  auto at = std::find_if(tables_.begin(), tables_.end(), [&](const auto& entry) { return entry.first == write.name(); });
  if (at == tables_.end()) at = tables_.insert(tables_.end(), {std::string(write.name()), {}});
  const std::string prefix(partition_key_prefix(write.address()));
  auto& collections = at->second;
  const auto present = std::find_if(collections.begin(), collections.end(), [&](const auto& entry) { return entry.first == prefix; });
  std::string metrics = metrics_of(table, prefix, attributes);
  if (present != collections.end()) {
    present->second = std::move(metrics);
  } else {
    collections.emplace_back(prefix, std::move(metrics));
  }
}

void ItemCollectionMetrics::append_to(JsonWriter& json) const {
  if (!tables_.empty()) json.key("ItemCollectionMetrics").raw(tables_.front().second.front().second);
}

void ItemCollectionMetrics::append_map_to(JsonWriter& json) const {
  if (tables_.empty()) return;
  json.key("ItemCollectionMetrics").begin_object();
  for (const auto& [name, collections] : tables_) {
    json.key(name).begin_array();
    for (const auto& [prefix, metrics] : collections) json.raw(metrics);
    json.end_array();
  }
  json.end_object();
}

}  // namespace shardbook
