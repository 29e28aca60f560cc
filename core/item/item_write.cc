#include "item/item_write.h"

#include <algorithm>
#include <utility>

#include "call/table_lookup.h"
#include "item/expiry.h"
#include "item/index_entries.h"
#include "lifecycle/stream.h"

namespace shardbook {

namespace {

Change change_between(const Item& before, const Item& after) {
  if (!before.exists()) return Change::insert;
  return after.exists() ? Change::modify : Change::remove;
}

void record_change(Context& context, Table& table, const Partition& partition, std::uint64_t hash, StreamRecord record,
                   std::int64_t transaction) {
  Stream& stream = context.state.edit_stream(table.stream_arn);
  Shard& shard = stream.open_shard_of(partition.number)->edit();
  record.sequence = context.state.identifiers.sequence();
  record.created = context.now();
  record.by_service = context.call == 0;
  if (context.events != nullptr) {
    context.emit(RecordEvent{stream.arn, shard.id, sequence_text(record.sequence), std::string(name_of(record.change)),
                             std::string(record.keys.json()), hash_text(hash), transaction, record.by_service});
  }
  const std::string key = sequence_key(record.sequence);
  shard.records.put(key, std::move(record));
  plan_trim(context, stream);
}

std::string image(const Item& item) { return item.exists() ? std::string(item.json()) : std::string(); }

}  // namespace

Item keys_of(const KeySchema& schema, const Item& item) {
  AttributeMap keys;
  const auto take = [&](const std::string& name) {
    Attribute& key = keys.emplace_back();
    key.name = name;
    item.decode(name, key.value);
  };
  take(schema.hash.name);
  if (schema.range) take(schema.range->name);
  return Item(keys);
}

std::vector<IndexUnits> write_item(Context& context, Table& table, const std::string& key, const Item& before, Item after,
                                   std::int64_t transaction) {
  if (before == after) return {};
  const std::uint64_t hash = hash_of_item_key(key);
  const Partition& partition = table.partition_of(hash);
  if (table.stream_enabled || context.events != nullptr) {
    StreamRecord record;
    record.change = change_between(before, after);
    record.keys = keys_of(table.keys, after.exists() ? after : before);
    record.old_image = before;
    record.new_image = after;
    if (context.events != nullptr) {
      context.emit(ItemWrittenEvent{table.name, table.id, partition.id(), hash_text(hash), std::string(name_of(record.change)),
                                    std::string(record.keys.json()), image(before), image(after), transaction});
    }
    if (table.stream_enabled) record_change(context, table, partition, hash, std::move(record), transaction);
  }
  keep_expiry(context, table, key, before, after);
  std::vector<IndexUnits> index_units = write_entries(context, table, key, before, after);
  if (after.exists()) {
    table.items.put(key, std::move(after));
  } else {
    table.items.erase(key);
  }
  return index_units;
}

Status check_condition(const std::optional<Condition>& condition, const Item& before, const std::optional<std::string>& on_failure) {
  if (!condition) return {};
  ItemReader reader(before);
  if (evaluate(*condition, reader)) return {};
  const bool show = on_failure == "ALL_OLD" && before.exists();
  return conditional_check_failed_exception(show ? std::string(before.json()) : std::string());
}

double write_units_between(const Item& before, const Item& after) {
  const auto size = [](const Item& item) { return item.exists() ? item.size() : 0; };
  return write_units(std::max(size(before), size(after)));
}

Partition* heat_of(Context& context, std::string_view table, std::string_view address) {
  Partition& partition = edit_table(context, table).partition_of(hash_of_item_key(address));
  context.touch_partition(partition);
  return &partition;
}

}  // namespace shardbook
