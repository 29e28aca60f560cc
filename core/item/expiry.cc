#include "item/expiry.h"

#include <algorithm>

#include "call/table_lookup.h"
#include "item/item_write.h"

namespace shardbook {

namespace {

// Used only with Options::service_latency. AWS says it may take an hour.
constexpr std::int64_t kChangeTime = 30LL * 60 * 1000;
/// Items that expired more than five years ago are assumed to be mistakes and kept.
constexpr std::int64_t kOldestExpiry = 5LL * 365 * 24 * 3600;

/// An item has expired when its time is less than the current second.
std::int64_t deletion_time(std::int64_t expiry) { return (expiry + 1) * 1000 + kExpiryDelay; }

bool is_deletable(const Context& context, std::optional<std::int64_t> expiry) {
  return expiry && *expiry >= context.now() / 1000 - kOldestExpiry;
}

void plan_sweep(Context& context, Table& table, std::int64_t due) {
  TimeToLive& ttl = table.time_to_live;
  if (ttl.next_sweep != 0 && ttl.next_sweep <= due) return;
  ttl.next_sweep = due;
  context.plan(due, ExpireItems{{table.name, table.id}});
}

void add_expiry(Context& context, Table& table, std::int64_t expiry, const std::string& key) {
  table.time_to_live.expiries.put(expiry_key(expiry, key), {});
  plan_sweep(context, table, std::max(deletion_time(expiry), context.now() + kExpiryDelay));
}

/// Adds the items that existed before Time to Live was enabled.
void find_expiries(Context& context, Table& table) {
  for (auto at = table.items.first(); at.valid(); at.next()) {
    const auto expiry = expiry_of(at.value(), table.time_to_live.attribute);
    if (is_deletable(context, expiry)) add_expiry(context, table, *expiry, std::string(at.key()));
  }
}

/// Returns the table of that work, or null if it is gone or being deleted.
Table* table_of(Context& context, const TableWork& work) {
  const Table* found = context.state.find_table(context.region, work);
  if (found == nullptr || found->status == TableStatus::deleting) return nullptr;
  return &context.state.edit_table(context.region, work);
}

}  // namespace

void keep_expiry(Context& context, Table& table, const std::string& key, const Item& before, const Item& after) {
  TimeToLive& ttl = table.time_to_live;
  if (!ttl.deletes_items()) return;
  const auto old_expiry = expiry_of(before, ttl.attribute);
  const auto new_expiry = expiry_of(after, ttl.attribute);
  if (old_expiry == new_expiry) return;
  if (old_expiry) ttl.expiries.erase(expiry_key(*old_expiry, key));
  if (is_deletable(context, new_expiry)) add_expiry(context, table, *new_expiry, key);
}

void plan_time_to_live(Context& context, const Table& table) {
  context.plan(context.after(kChangeTime), SettleTimeToLive{{table.name, table.id}});
}

void settle_time_to_live(Context& context, const SettleTimeToLive& work) {
  Table* table = table_of(context, work);
  if (table == nullptr) return;
  TimeToLive& ttl = table->time_to_live;
  if (ttl.status == TimeToLiveStatus::enabling) {
    ttl.status = TimeToLiveStatus::enabled;
    find_expiries(context, *table);
  } else {
    ttl = TimeToLive{TimeToLiveStatus::disabled, "", ttl.changed, {}, 0};
  }
}

void expire_items(Context& context, const ExpireItems& work) {
  Table* table = table_of(context, work);
  if (table == nullptr || table->time_to_live.next_sweep != context.now()) return;
  TimeToLive& ttl = table->time_to_live;
  ttl.next_sweep = 0;
  for (auto first = ttl.expiries.first(); first.valid(); first = ttl.expiries.first()) {
    const std::int64_t due = deletion_time(expiry_in(first.key()));
    if (due > context.now()) return plan_sweep(context, *table, due);
    ItemWrite(*table, table->name, std::string(item_key_in(first.key())), Item()).commit(context, nullptr);
  }
}

}  // namespace shardbook
