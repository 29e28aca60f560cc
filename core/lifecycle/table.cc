#include "lifecycle/table.h"

#include <algorithm>
#include <utility>

#include "call/table_lookup.h"
#include "lifecycle/index.h"
#include "lifecycle/throughput_decreases.h"

namespace shardbook {

namespace {

// Estimates of the service's durations, used only with Options::service_latency.
constexpr std::int64_t kCreateTime = 8'000;
constexpr std::int64_t kUpdateTime = 20'000;
constexpr std::int64_t kDeleteTime = 5'000;
/// Continuous backups start this long after the table becomes ACTIVE.
constexpr std::int64_t kBackupsTime = 3'000;

void emit_status(Context& context, const Table& table, std::string_view status) {
  if (context.events == nullptr) return;
  TableStatusEvent event{table.name, table.id, std::string(status), {}};
  const auto add = [&](const KeyAttribute& key, const char* role) {
    event.keys.push_back({key.name, role, std::string(name_of(key.type))});
  };
  add(table.keys.hash, "HASH");
  if (table.keys.range) add(*table.keys.range, "RANGE");
  context.emit(std::move(event));
}

/// Drops removed maximums and applies pending warm throughput.
void settle_provision(Provision& provision) {
  for (std::int64_t* maximum : {&provision.on_demand_maximum.read, &provision.on_demand_maximum.write}) {
    *maximum = std::max<std::int64_t>(*maximum, 0);
  }
  if (provision.pending_warm_throughput) provision.warm_to(*provision.pending_warm_throughput);
  provision.pending_warm_throughput.reset();
}

void settle(Context& context, Table& table) {
  const std::optional<std::string> key = std::exchange(table.pending.kms_key_arn, std::nullopt);
  if (key) table.kms_key_arn = *key;
  settle_provision(table);
  for (Index& index : table.indexes) settle_provision(index);
  settle_updated_indexes(context, table);
}

/// A table that becomes on-demand is at least as warm as a new one, and so are its indexes.
void warm_on_demand(Table& table) {
  table.warm_to(kFreshOnDemand);
  for (Index& index : table.indexes) index.warm_to(kFreshOnDemand);
}

void apply_pending(Context& context, Table& table) {
  settle(context, table);
  const PendingUpdate pending = std::exchange(table.pending, PendingUpdate());
  apply_pending_throughput(context, table, table);
  if (pending.table_class) table.table_class = *pending.table_class;
  if (pending.billing_mode != BillingMode::pay_per_request) return;
  table.last_update_to_pay_per_request = context.now();
  warm_on_demand(table);
}

}  // namespace

void plan_activation(Context& context, const Table& table) {
  emit_status(context, table, name_of(table.status));
  const std::int64_t duration = table.status == TableStatus::creating ? kCreateTime : kUpdateTime;
  context.plan(context.after(duration), ActivateTable{{table.name, table.id}});
}

void plan_return(Context& context, const Table& table) {
  emit_status(context, table, name_of(table.status));
  context.plan(context.now(), ActivateTable{{table.name, table.id}});
}

void plan_settlement(Context& context, const Table& table) {
  context.plan(context.after(kUpdateTime), SettleUpdate{{table.name, table.id}});
}

void plan_removal(Context& context, const Table& table) {
  emit_status(context, table, name_of(table.status));
  context.plan(context.after(kDeleteTime), RemoveTable{{table.name, table.id}});
}

void activate_table(Context& context, const ActivateTable& work) {
  const Table* found = context.state.find_table(context.region, work);
  if (found == nullptr || found->status == TableStatus::deleting) return;
  Table& table = context.state.edit_table(context.region, work);
  apply_pending(context, table);
  settle_indexes(context, table);
  table.status = TableStatus::active;
  if (table.continuous_backups.available == 0) table.continuous_backups.available = context.after(kBackupsTime);
  emit_status(context, table, name_of(table.status));
}

void settle_update(Context& context, const SettleUpdate& work) {
  if (context.state.find_table(context.region, work) == nullptr) return;
  settle(context, context.state.edit_table(context.region, work));
}

void remove_table(Context& context, const RemoveTable& work) {
  const Ref<const Table> gone(context.state.find_table(context.region, work));
  if (!gone) return;
  context.state.remove_table(context.region, work.table);
  emit_status(context, *gone, "DELETED");
}

}  // namespace shardbook
