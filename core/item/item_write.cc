#include "item/item_write.h"

#include <algorithm>
#include <utility>

#include "item/expiry.h"
#include "item/item_address.h"
#include "item/item_collection.h"
#include "lifecycle/stream.h"
#include "throughput/throttle.h"

namespace shardbook {

namespace {

std::uint32_t size_of(const Item& item) { return item.exists() ? item.size() : 0; }

std::string json_of(const Item& item) { return item.exists() ? std::string(item.json()) : std::string(); }

Change change_between(const Item& before, const Item& after) {
  if (!before.exists()) return Change::insert;
  return after.exists() ? Change::modify : Change::remove;
}

}  // namespace

ItemWrite::ItemWrite(Table& table, std::string_view name, std::string address)
    : table_(&table), name_(name), address_(std::move(address)), before_(find_item(table, address_)), after_(before_) {}

ItemWrite::ItemWrite(Table& table, std::string_view name, std::string address, Item after) : ItemWrite(table, name, std::move(address)) {
  set_after(std::move(after));
}

void ItemWrite::set_after(Item after) {
  after_ = std::move(after);
  entries_ = entry_writes(*table_, address_, before_, after_);
}

Status ItemWrite::admit(Context& context) const { return throttle_write(context, *table_, nullptr, address_); }

Status ItemWrite::admit_entries(Context& context) const {
  for (const EntryWrite& entry : entries_) {
    if (!entry.index->global) continue;
    if (entry.old_key) RETURN_IF_ERROR(throttle_write(context, *table_, entry.index, *entry.old_key));
    if (entry.new_key && entry.moves()) RETURN_IF_ERROR(throttle_write(context, *table_, entry.index, *entry.new_key));
  }
  return {};
}

void ItemWrite::charge(ConsumedCapacity& capacity, double times) const {
  capacity.write(name_, *table_, address_, times * write_units(std::max(size_of(before_), size_of(after_))));
}

Status ItemWrite::check_collection() const {
  std::int64_t growth = std::int64_t{size_of(after_)} - size_of(before_);
  for (const EntryWrite& entry : entries_) {
    if (!entry.index->global) growth += std::int64_t{size_of(entry.after)} - size_of(entry.before);
  }
  return check_collection_growth(*table_, address_, growth);
}

void ItemWrite::commit(Context& context, ConsumedCapacity* capacity, std::int64_t transaction) const {
  if (before_ == after_) return;
  keep_expiry(context, *table_, address_, before_, after_);
  if (after_.exists()) {
    table_->items.put(address_, after_);
  } else {
    table_->items.erase(address_);
  }
  if (context.events != nullptr) emit_written(context, transaction);
  if (table_->stream_enabled) record_change(context, transaction);
  for (const EntryWrite& entry : entries_) write_entry(context, *table_, name_, entry, capacity);
}

void ItemWrite::emit_written(Context& context, std::int64_t transaction) const {
  const std::uint64_t hash = hash_of_item_key(address_);
  const Partition& partition = table_->partition_of(hash);
  context.emit(ItemWrittenEvent{table_->name, table_->id, partition.id(), hash_text(hash),
                                std::string(name_of(change_between(before_, after_))), json_of(keys()), json_of(before_), json_of(after_),
                                transaction, static_cast<std::int64_t>(table_->summary_of(partition).count),
                                static_cast<std::int64_t>(table_->items.size())});
}

void ItemWrite::record_change(Context& context, std::int64_t transaction) const {
  const std::uint64_t hash = hash_of_item_key(address_);
  Stream& stream = context.state.edit_stream(table_->stream_arn);
  Shard& shard = stream.open_shard_of(table_->partition_of(hash).number)->edit();
  Ref<StreamRecord> made(new StreamRecord);
  StreamRecord& record = *made;
  record.sequence = context.state.identifiers.sequence();
  record.created = context.now();
  record.change = change_between(before_, after_);
  record.keys = keys();
  record.old_image = before_;
  record.new_image = after_;
  record.by_service = context.call == 0;
  if (context.events != nullptr) {
    context.emit(RecordEvent{stream.arn, shard.id, sequence_text(record.sequence), std::string(name_of(record.change)),
                             json_of(record.keys), hash_text(hash), stream.shows_old_images() ? json_of(before_) : std::string(),
                             stream.shows_new_images() ? json_of(after_) : std::string(), transaction, record.by_service});
  }
  shard.records.put(sequence_key(record.sequence), made);
  plan_trim(context, stream);
}

Item ItemWrite::keys() const {
  const Item& item = after_.exists() ? after_ : before_;
  AttributeMap keys;
  const auto take = [&](const std::string& name) {
    Attribute& key = keys.emplace_back();
    key.name = name;
    item.decode(name, key.value);
  };
  take(table_->keys.hash.name);
  if (table_->keys.range) take(table_->keys.range->name);
  return Item(keys);
}

Status check_condition(const std::optional<Condition>& condition, const Item& before, const std::optional<std::string>& on_failure,
                       SetOrder order) {
  if (!condition) return {};
  ItemReader reader(before);
  if (evaluate(*condition, reader)) return {};
  const bool show = on_failure == "ALL_OLD" && before.exists();
  return conditional_check_failed_exception(show ? std::string(with_sets_in(order, before).json()) : std::string());
}

}  // namespace shardbook
