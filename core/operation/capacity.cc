#include "operation/capacity.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace shardbook {

namespace {

constexpr std::uint64_t kReadUnit = 4096;
constexpr std::uint64_t kWriteUnit = 1024;

double begun(std::uint64_t bytes, std::uint64_t unit) { return static_cast<double>(std::max<std::uint64_t>(1, (bytes + unit - 1) / unit)); }

std::string text_of(double units) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.1f", units);
  return text.data();
}

}  // namespace

double read_units(std::uint64_t bytes, bool consistent) { return begun(bytes, kReadUnit) * (consistent ? 1.0 : 0.5); }

double write_units(std::uint64_t bytes) { return begun(bytes, kWriteUnit); }

void ConsumedCapacity::read(std::string_view name, Partition* partition, double units) {
  of(name).read += units;
  context_.tally.read_units += units;
  if (partition != nullptr) partition->read_units += units;
}

void ConsumedCapacity::write(std::string_view name, Partition* partition, double units) {
  of(name).write += units;
  context_.tally.write_units += units;
  if (partition != nullptr) partition->write_units += units;
}

ConsumedCapacity::OfTable& ConsumedCapacity::of(std::string_view name) {
  const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const OfTable& table) { return table.name == name; });
  if (found != tables_.end()) return *found;
  OfTable& table = tables_.emplace_back();
  table.name = name;
  return table;
}

void ConsumedCapacity::append_one(JsonWriter& json, const OfTable& table, bool transaction) const {
  const auto append_units = [&] {
    json.key("CapacityUnits").raw(text_of(table.read + table.write));
    if (transaction && table.read > 0) json.key("ReadCapacityUnits").raw(text_of(table.read));
    if (transaction && table.write > 0) json.key("WriteCapacityUnits").raw(text_of(table.write));
  };
  json.begin_object().key("TableName").string(table.name);
  append_units();
  if (shown_ == "INDEXES") {
    json.key("Table").begin_object();
    append_units();
    json.end_object();
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
