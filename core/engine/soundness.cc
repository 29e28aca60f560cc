#include "engine/soundness.h"

#include <algorithm>
#include <set>
#include <variant>

#include "protocol/read_request.h"

namespace shardbook {

namespace {

constexpr Shape kItem = shape::scalar(Shape::Kind::attribute_map);

/// Far beyond what can be asked for, and small enough to be counted in thousandths over minutes.
constexpr std::int64_t kMostThroughput = 1'000'000'000'000;

/// Steps, calls and units go on being counted, and must still fit into an export then.
constexpr std::int64_t kMostCounted = 4'000'000'000'000'000;
constexpr double kMostUnits = 1e12;

constexpr std::size_t kMostKeyParts = 4;

bool can_be_key(const KeyAttribute& key) { return key.type <= AttributeType::B; }

bool are_sound(const Throughput& throughput) {
  const auto in_range = [](std::int64_t units) { return units >= -1 && units <= kMostThroughput; };
  return in_range(throughput.read) && in_range(throughput.write);
}

bool can_be_counted_on(double units) { return units >= 0 && units <= kMostUnits; }

/// Partitions follow each other from the first hash to the last, with numbers of their own.
bool are_sound(const std::vector<Partition>& partitions) {
  if (partitions.empty() || partitions.front().from != 0 || partitions.back().to != UINT64_MAX) return false;
  std::set<std::uint32_t> numbers;
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const Partition& partition = partitions[i];
    if (partition.to < partition.from || !numbers.insert(partition.number).second) return false;
    if (!can_be_counted_on(partition.read_units) || !can_be_counted_on(partition.write_units)) return false;
    if (i > 0 && partition.from != partitions[i - 1].to + 1) return false;
  }
  return true;
}

bool is_sound(const Provision& provision) {
  for (const auto& pending : {provision.pending_throughput, provision.pending_warm_throughput}) {
    if (pending && !are_sound(*pending)) return false;
  }
  return are_sound(provision.throughput) && are_sound(provision.on_demand_maximum) && are_sound(provision.warm_throughput);
}

bool is_sound(const ContinuousBackups& backups) {
  return backups.recovery_days >= 1 && backups.recovery_days <= ContinuousBackups::kMostDays;
}

bool is_sound(const Index& index, const Table& table) {
  if (!is_sound(static_cast<const Provision&>(index))) return false;
  if (index.keys.hash.empty() || index.keys.hash.size() > kMostKeyParts || index.keys.range.size() > kMostKeyParts) return false;
  for (const auto* keys : {&index.keys.hash, &index.keys.range}) {
    if (!std::all_of(keys->begin(), keys->end(), can_be_key)) return false;
  }
  if (index.global) return are_sound(index.partitions);
  return index.keys.hash.size() == 1 && index.keys.hash.front().name == table.keys.hash.name &&
         index.keys.hash.front().type == table.keys.hash.type && index.keys.range.size() == 1;
}

/// Returns whether the item has that key, in the table's types.
bool is_at(const Item& item, std::string_view key, const KeySchema& keys) {
  AttributeValue hash;
  AttributeValue range;
  if (!item.exists() || !item.decode(keys.hash.name, hash) || hash.type() != keys.hash.type) return false;
  if (keys.range && (!item.decode(keys.range->name, range) || range.type() != keys.range->type)) return false;
  return item_key(hash, keys.range ? &range : nullptr) == key;
}

bool are_sound(const TimeToLive& ttl, const Tree<Item>& items) {
  if (!ttl.deletes_items()) return ttl.expiries.empty();
  for (auto at = ttl.expiries.first(); at.valid(); at.next()) {
    if (at.key().size() < expiry_key(0, {}).size()) return false;
    const auto expiry = expiry_of(items.find(item_key_in(at.key())), ttl.attribute);
    if (!expiry || *expiry != expiry_in(at.key())) return false;
  }
  return true;
}

/// Returns whether a table's stream, if enabled, has an open shard for each of its partitions.
bool is_streamed(const Table& table, const State& state) {
  if (!table.stream_enabled) return true;
  const Stream* stream = state.find_stream(table.stream_arn);
  if (stream == nullptr || stream->table != table.name || stream->region != table.region) return false;
  return std::all_of(table.partitions.begin(), table.partitions.end(),
                     [&](const Partition& partition) { return stream->open_shard_of(partition.number) != nullptr; });
}

bool is_sound(const Table& table, const State& state) {
  if (!is_sound(static_cast<const Provision&>(table)) || !are_sound(table.partitions)) return false;
  for (const Partition& partition : table.partitions) {
    if (partition.number > table.last_partition_number) return false;
  }
  if (!can_be_key(table.keys.hash) || (table.keys.range && !can_be_key(*table.keys.range))) return false;
  if (!std::all_of(table.attribute_definitions.begin(), table.attribute_definitions.end(), can_be_key)) return false;
  std::set<std::string> names;
  for (const Index& index : table.indexes) {
    if (!is_sound(index, table) || !names.insert(index.name).second) return false;
  }
  for (auto at = table.items.first(); at.valid(); at.next()) {
    if (!is_at(at.value(), at.key(), table.keys)) return false;
  }
  return is_sound(table.continuous_backups) && are_sound(table.time_to_live, table.items) && is_streamed(table, state);
}

bool is_sound(const StreamRecord& record, std::string_view key) { return record.keys.exists() && sequence_key(record.sequence) == key; }

bool is_sound(const Shard& shard, const Stream& stream, const Table* table) {
  for (auto at = shard.records.first(); at.valid(); at.next()) {
    if (!is_sound(at.value(), at.key())) return false;
  }
  if (!shard.is_open()) return true;
  if (table == nullptr || !table->stream_enabled || table->stream_arn != stream.arn) return false;
  return std::any_of(table->partitions.begin(), table->partitions.end(),
                     [&](const Partition& partition) { return partition.number == shard.partition; });
}

bool is_sound(const Stream& stream, const State& state) {
  if (state.find_stream(stream.arn) != &stream) return false;
  const Table* table = state.find_table(stream.region, stream.table);
  std::set<std::string_view> ids;
  std::set<std::uint32_t> open;
  for (const Ref<Shard>& shard : stream.shards) {
    if (!is_sound(*shard, stream, table) || !ids.insert(shard->id).second) return false;
    if (shard->is_open() && !open.insert(shard->partition).second) return false;
  }
  return true;
}

/// Returns whether work on a stream is for that stream's region.
bool is_sound(const Work& work, const State& state) {
  const auto* rollover = std::get_if<RollShardOver>(&work.what);
  const auto* trim = std::get_if<TrimStream>(&work.what);
  if (rollover == nullptr && trim == nullptr) return true;
  const Stream* stream = state.find_stream(rollover == nullptr ? trim->stream_arn : rollover->stream_arn);
  return stream == nullptr || stream->region == work.region;
}

}  // namespace

std::optional<Item> item_from_json(std::string_view json) {
  ReadAttributes read;
  if (!read_json(json, kItem, ValidationLayer::older, &read) || read.fault) return std::nullopt;
  Item item(read.attributes);
  if (item.json() != json || item.size() > kMostItemBytes) return std::nullopt;
  return item;
}

bool is_sound(const State& state) {
  if (state.now < 0 || state.calls > kMostCounted || state.steps > kMostCounted) return false;
  for (auto at = state.tables.first(); at.valid(); at.next()) {
    const Table& table = at.value();
    if (table_key(table.region, table.name) != at.key() || !is_sound(table, state)) return false;
  }
  for (auto at = state.streams.first(); at.valid(); at.next()) {
    if (stream_key(at.value()) != at.key() || !is_sound(at.value(), state)) return false;
  }
  for (auto at = state.schedule.first(); at.valid(); at.next()) {
    if (at.key().size() != 2 * sizeof(std::uint64_t) || !is_sound(at.value().work, state)) return false;
  }
  return true;
}

}  // namespace shardbook
