#include "lifecycle/table.h"

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

void apply_pending(Context& context, Table& table) {
  const PendingUpdate pending = std::exchange(table.pending, PendingUpdate());
  apply_pending_throughput(context, table, table);
  if (pending.kms_key_arn) table.kms_key_arn = *pending.kms_key_arn;
  if (pending.billing_mode && *pending.billing_mode == BillingMode::pay_per_request) table.last_update_to_pay_per_request = context.now();
}

}  // namespace

void plan_activation(Context& context, const Table& table) {
  emit_status(context, table, name_of(table.status));
  const std::int64_t duration = table.status == TableStatus::creating ? kCreateTime : kUpdateTime;
  context.plan(context.after(duration), ActivateTable{{table.name, table.id}});
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
  emit_status(context, table, name_of(table.status));
}

void remove_table(Context& context, const RemoveTable& work) {
  if (context.state.find_table(context.region, work) == nullptr) return;
  const Ref<Table> gone = *context.state.tables.find(table_key(context.region, work.table));
  context.state.remove_table(context.region, work.table);
  emit_status(context, *gone, "DELETED");
}

}  // namespace shardbook
