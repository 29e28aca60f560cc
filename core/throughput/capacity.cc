#include "throughput/capacity.h"

#include <algorithm>
#include <utility>

namespace shardbook {

namespace {

constexpr std::uint64_t kReadUnit = 4096;
constexpr std::uint64_t kWriteUnit = 1024;

double begun(std::uint64_t bytes, std::uint64_t unit) { return static_cast<double>(std::max<std::uint64_t>(1, (bytes + unit - 1) / unit)); }

/// A local index's entries are in the table's own partitions.
Provision& provision_of(Table& table, Index& index) { return index.global ? static_cast<Provision&>(index) : table; }

}  // namespace

double read_units(std::uint64_t bytes, bool consistent) { return begun(bytes, kReadUnit) * (consistent ? 1.0 : 0.5); }

double write_units(std::uint64_t bytes) { return begun(bytes, kWriteUnit); }

std::string units_text(double units) {
  const auto halves = static_cast<std::int64_t>(units * 2);
  return std::to_string(halves / 2) + (halves % 2 == 0 ? ".0" : ".5");
}

void ConsumedCapacity::read(std::string_view name, Table& table, std::string_view row, double units) {
  of(name).units.read += units;
  charge(table, nullptr, table, row, {units, 0});
}

void ConsumedCapacity::write(std::string_view name, Table& table, std::string_view row, double units) {
  of(name).units.write += units;
  charge(table, nullptr, table, row, {0, units});
}

void ConsumedCapacity::read_index(std::string_view name, Table& table, Index& index, std::string_view row, double units) {
  of_index(name, index.name, index.global).read += units;
  charge(table, &index, provision_of(table, index), row, {units, 0});
}

void ConsumedCapacity::write_index(std::string_view name, Table& table, Index& index, std::string_view row, double units) {
  of_index(name, index.name, index.global).write += units;
  charge(table, &index, provision_of(table, index), row, {0, units});
}

void ConsumedCapacity::repeat(std::string_view name, double read_units) {
  of(name).units.read += read_units;
  context_.tally.read_units += read_units;
}

void ConsumedCapacity::charge(Table& table, const Index* index, Provision& provision, std::string_view row, Units units) {
  Partition& partition = provision.partition_of(hash_of_item_key(row));
  partition.read_units += units.read;
  partition.write_units += units.write;
  if (context_.events == nullptr) return;
  context_.tally.read_units += units.read;
  context_.tally.write_units += units.write;
  auto& consumed = context_.tally.consumed;
  const std::string index_name = index == nullptr ? "" : index->name;
  const std::string index_kind = index == nullptr ? "" : index->global ? "global" : "local";
  const std::string id = partition.id();
  const auto same = [&](const CallEvent::Consumed& other) {
    return other.table == table.name && other.index == index_name && other.partition == id;
  };
  auto found = std::find_if(consumed.begin(), consumed.end(), same);
  if (found == consumed.end()) found = consumed.insert(found, {table.name, index_name, index_kind, id});
  found->read_units += units.read;
  found->write_units += units.write;
}

ConsumedCapacity::Units ConsumedCapacity::OfTable::total() const {
  Units sum = units;
  for (const OfIndex& index : indexes) sum += index.units;
  return sum;
}

ConsumedCapacity::OfTable& ConsumedCapacity::of(std::string_view name) {
  const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const OfTable& table) { return table.name == name; });
  if (found != tables_.end()) return *found;
  OfTable& table = tables_.emplace_back();
  table.name = name;
  return table;
}

ConsumedCapacity::Units& ConsumedCapacity::of_index(std::string_view name, std::string_view index, bool global) {
  std::vector<OfIndex>& indexes = of(name).indexes;
  const auto found = std::find_if(indexes.begin(), indexes.end(), [&](const OfIndex& candidate) { return candidate.name == index; });
  if (found != indexes.end()) return found->units;
  return indexes.emplace_back(OfIndex{std::string(index), global, {}}).units;
}

void ConsumedCapacity::append_units(JsonWriter& json, const Units& units, bool transaction) {
  json.key("CapacityUnits").raw(units_text(units.read + units.write));
  if (transaction && units.read > 0) json.key("ReadCapacityUnits").raw(units_text(units.read));
  if (transaction && units.write > 0) json.key("WriteCapacityUnits").raw(units_text(units.write));
}

void ConsumedCapacity::append_indexes(JsonWriter& json, const OfTable& table, bool global, bool transaction) {
  bool any = false;
  for (const OfIndex& index : table.indexes) {
    if (index.global != global) continue;
    if (!std::exchange(any, true)) json.key(global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes").begin_object();
    json.key(index.name).begin_object();
    append_units(json, index.units, transaction);
    json.end_object();
  }
  if (any) json.end_object();
}

void ConsumedCapacity::append_one(JsonWriter& json, const OfTable& table, bool transaction) const {
  json.begin_object().key("TableName").string(table.name);
  append_units(json, table.total(), transaction);
  if (shown_ == "INDEXES") {
    json.key("Table").begin_object();
    append_units(json, table.units, transaction);
    json.end_object();
    append_indexes(json, table, false, transaction);
    append_indexes(json, table, true, transaction);
  }
  json.end_object();
}

void ConsumedCapacity::append_to(JsonWriter& json) const {
  if (shown_ == "NONE" || tables_.empty()) return;
  json.key("ConsumedCapacity");
  append_one(json, tables_.front(), false);
}

void ConsumedCapacity::append_list_to(JsonWriter& json, bool transaction) const {
  if (shown_ == "NONE") return;
  json.key("ConsumedCapacity").begin_array();
  for (const OfTable& table : tables_) append_one(json, table, transaction);
  json.end_array();
}

}  // namespace shardbook
