#include "operation/lifecycle.h"

#include <algorithm>

#include "operation/expiry.h"
#include "operation/index_lifecycle.h"
#include "operation/stream_lifecycle.h"
#include "value/calendar.h"

namespace shardbook {

namespace {

// Plausible durations of the service, used with Options::service_latency only.
constexpr std::int64_t kCreateTime = 8'000;
constexpr std::int64_t kUpdateTime = 20'000;
constexpr std::int64_t kDeleteTime = 5'000;

/// Lasting heat splits a partition; without this wait each refused request would.
constexpr std::int64_t kSplitTime = 60'000;

// More would be a table nobody can look at.
constexpr std::size_t kMostPartitions = 64;

std::int64_t due_after(const Context& context, std::int64_t duration) {
  return context.now() + (context.options.service_latency ? duration : 0);
}

void tell_status(Context& context, const Table& table, std::string_view status) {
  context.tell(TableStatusEvent{table.name, table.id, std::string(status)});
}

void tell_partition(Context& context, const Table& table, const Partition& partition, const std::string& parent) {
  context.tell(PartitionOpenedEvent{table.name, table.id, partition.id(), parent, hash_text(partition.from), hash_text(partition.to)});
}

/// Replaces the partition at `index` by `count` children, and its shard by theirs.
void split_partition(Context& context, Table& table, std::size_t index, std::uint32_t count) {
  const Partition parent = table.partitions[index];
  std::vector<Partition> children = split_range(parent, count);
  for (Partition& child : children) {
    child.number = ++table.last_partition_number;
    child.meters = parent.meters;
    child.meters.read.counted = child.meters.write.counted = 0;
    tell_partition(context, table, child, parent.id());
  }
  const auto at = table.partitions.begin() + static_cast<std::ptrdiff_t>(index);
  table.partitions.insert(table.partitions.erase(at), children.begin(), children.end());
  if (table.stream_enabled) split_shard(context, table, parent, children);
}

std::string split_detail(const Table& table, const Partition& partition) { return table.id + '/' + partition.id(); }

void apply_pending(Context& context, Table& table) {
  const PendingUpdate pending = std::exchange(table.pending, PendingUpdate());
  if (pending.throughput) {
    const Throughput before = std::exchange(table.throughput, *pending.throughput);
    const bool decrease = before.read > table.throughput.read || before.write > table.throughput.write;
    if (decrease) count_decrease(context, table, table.decreases_today);
  }
  if (pending.kms_key_arn) table.kms_key_arn = *pending.kms_key_arn;
  if (pending.billing_mode && *pending.billing_mode == BillingMode::pay_per_request) table.last_update_to_pay_per_request = context.now();
}

void activate_table(Context& context, const Work& work) {
  const Table* found = context.state.find_table(work.region, work.subject);
  if (found == nullptr || found->id != work.detail || found->status == TableStatus::deleting) return;
  Table& table = context.state.edit_table(work.region, work.subject);
  apply_pending(context, table);
  settle_indexes(context, table);
  table.status = TableStatus::active;
  tell_status(context, table, name_of(table.status));
}

void remove_table(Context& context, const Work& work) {
  const Table* found = context.state.find_table(work.region, work.subject);
  if (found == nullptr || found->id != work.detail) return;
  const Ref<Table> gone = *context.state.tables.find(table_key(work.region, work.subject));
  context.state.remove_table(work.region, work.subject);
  tell_status(context, *gone, "DELETED");
}

void forget_decreases(Context& context, const Work& work) {
  const Table* found = context.state.find_table(work.region, work.subject);
  if (found == nullptr || found->id != work.detail) return;
  Table& table = context.state.edit_table(work.region, work.subject);
  table.decreases_today = 0;
  for (Index& index : table.indexes) index.decreases_today = 0;
}

/// `detail` is the table's id and the partition's number.
void split_for_heat(Context& context, const Work& work) {
  const Table* found = context.state.find_table(work.region, work.subject);
  if (found == nullptr || found->status == TableStatus::deleting || found->partitions.size() >= kMostPartitions) return;
  for (std::size_t i = 0; i < found->partitions.size(); ++i) {
    if (split_detail(*found, found->partitions[i]) != work.detail) continue;
    split_partition(context, context.state.edit_table(work.region, work.subject), i, 2);
    return;
  }
}

void perform(Context& context, const Work& work) {
  switch (work.kind) {
    case Work::Kind::activate_table:
      return activate_table(context, work);
    case Work::Kind::remove_table:
      return remove_table(context, work);
    case Work::Kind::roll_shard_over:
      return roll_shard_over(context, work);
    case Work::Kind::trim_stream:
      return trim_stream(context, work);
    case Work::Kind::forget_token:
      context.state.done_transactions.erase(work.subject);
      return;
    case Work::Kind::settle_time_to_live:
      return settle_time_to_live(context, work);
    case Work::Kind::expire_items:
      return expire_items(context, work);
    case Work::Kind::forget_decreases:
      return forget_decreases(context, work);
    case Work::Kind::start_backfill:
      return start_backfill(context, work);
    case Work::Kind::split_for_heat:
      return split_for_heat(context, work);
  }
}

}  // namespace

void run_until(State& state, const Options& options, std::vector<Event>* events, std::int64_t time) {
  time = std::max(time, state.now);
  Work work;
  std::int64_t due = 0;
  while (state.take_due(time, work, due)) {
    state.now = std::max(state.now, due);
    Context context{state, options, work.region, validation_layer_of(work.region), events, 0, {}};
    perform(context, work);
  }
  state.now = time;
}

void plan_activation(Context& context, const Table& table) {
  tell_status(context, table, name_of(table.status));
  const std::int64_t duration = table.status == TableStatus::creating ? kCreateTime : kUpdateTime;
  context.state.plan(due_after(context, duration), {Work::Kind::activate_table, table.region, table.name, table.id});
}

void count_decrease(Context& context, const Table& table, std::int64_t& decreases) {
  if (decreases++ > 0) return;
  context.state.plan(next_midnight(context.now()), {Work::Kind::forget_decreases, table.region, table.name, table.id});
}

void plan_removal(Context& context, const Table& table) {
  tell_status(context, table, name_of(table.status));
  context.state.plan(due_after(context, kDeleteTime), {Work::Kind::remove_table, table.region, table.name, table.id});
}

void open_partitions(Context& context, Table& table) {
  table.partitions = split_range(Partition(), partitions_wanted(table.billing_mode, table.throughput));
  for (Partition& partition : table.partitions) {
    partition.number = ++table.last_partition_number;
    tell_partition(context, table, partition, "");
  }
}

void plan_heat_split(Context& context, const Table& table, Partition& partition) {
  if (std::exchange(partition.split_planned, true)) return;
  context.state.plan(context.now() + kSplitTime, {Work::Kind::split_for_heat, table.region, table.name, split_detail(table, partition)});
}

void split_as_wanted(Context& context, Table& table) {
  const std::uint32_t wanted = partitions_wanted(table.billing_mode, table.throughput);
  const auto present = static_cast<std::uint32_t>(table.partitions.size());
  if (wanted <= present) return;
  const std::uint32_t children = (wanted + present - 1) / present;
  for (std::size_t index = 0; index < table.partitions.size(); index += children) split_partition(context, table, index, children);
}

}  // namespace shardbook
