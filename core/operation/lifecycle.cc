#include "operation/lifecycle.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "operation/expiry.h"
#include "operation/index_lifecycle.h"
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

std::string shard_id(Context& context) {
  std::array<char, 64> text;
  const auto moment = static_cast<long long>(context.state.identifiers.moment(context.now()));
  std::snprintf(text.data(), text.size(), "shardId-%020lld-%s", moment, context.state.identifiers.hex(8).c_str());
  return text.data();
}

void open_shard(Context& context, Stream& stream, const Partition& partition, const std::string& parent) {
  auto* shard = new Shard;
  shard->id = shard_id(context);
  shard->parent = parent;
  shard->partition = partition.number;
  shard->opened = context.now();
  shard->starting_sequence = context.state.identifiers.sequence();
  stream.shards.push_back(Ref<Shard>(shard));
  context.state.plan(context.now() + kShardLifetime, {Work::Kind::roll_shard_over, stream.region, stream.arn, shard->id});
  context.tell(ShardOpenedEvent{stream.arn, shard->id, parent, partition.id(), hash_text(partition.from), hash_text(partition.to),
                                sequence_text(shard->starting_sequence)});
}

void close_shard(Context& context, Stream& stream, Shard& shard, const char* reason) {
  shard.closed = context.now();
  shard.ending_sequence = context.state.identifiers.sequence();
  plan_trim(context, stream);
  context.tell(ShardClosedEvent{stream.arn, shard.id, sequence_text(shard.ending_sequence), reason});
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
  if (!table.stream_enabled) return;
  Stream& stream = context.state.edit_stream(table.stream_arn);
  Shard& shard = stream.open_shard_of(parent.number)->edit();
  close_shard(context, stream, shard, "split");
  const std::string parent_shard = shard.id;  // opening shards moves the list
  for (const Partition& child : children) open_shard(context, stream, child, parent_shard);
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

void roll_shard_over(Context& context, const Work& work) {
  const Stream* found = context.state.find_stream(work.subject);
  const Shard* shard = found == nullptr ? nullptr : found->find_shard(work.detail);
  if (shard == nullptr || !shard->is_open()) return;
  const Table* table = context.state.find_table(work.region, found->table);
  const auto& partitions = table->partitions;
  const auto partition =
      std::find_if(partitions.begin(), partitions.end(), [&](const Partition& candidate) { return candidate.number == shard->partition; });
  Stream& stream = context.state.edit_stream(work.subject);
  close_shard(context, stream, stream.find_shard(work.detail)->edit(), "rollover");
  open_shard(context, stream, *partition, work.detail);
}

/// Drops the records of `shard` that are older than the horizon. The last one dropped, or kNoSequence.
std::uint64_t trim_records(Shard& shard, std::int64_t horizon) {
  std::uint64_t through = kNoSequence;
  for (auto oldest = shard.records.first(); oldest.valid() && oldest.value().created <= horizon; oldest = shard.records.first()) {
    through = oldest.value().sequence;
    shard.records.erase(std::string(oldest.key()));
  }
  if (through != kNoSequence) shard.trimmed_through = through;
  return through;
}

void trim_stream(Context& context, const Work& work) {
  if (context.state.find_stream(work.subject) == nullptr) return;
  Stream& stream = context.state.edit_stream(work.subject);
  stream.trim_planned = false;
  const std::int64_t horizon = context.now() - kStreamRetention;
  std::vector<Ref<Shard>> kept;
  for (Ref<Shard>& ref : stream.shards) {
    Shard& shard = ref.edit();
    const std::uint64_t through = trim_records(shard, horizon);
    const bool leaves = !shard.is_open() && shard.closed <= horizon;
    if (through != kNoSequence || leaves) {
      context.tell(RecordsTrimmedEvent{stream.arn, shard.id, sequence_text(std::max(through, shard.trimmed_through)), leaves});
    }
    if (!leaves) kept.push_back(ref);
  }
  stream.shards = std::move(kept);
  if (stream.shards.empty() && !stream.enabled) {
    context.tell(StreamStatusEvent{stream.table, stream.table_id, stream.arn, "DELETED", stream.view_type});
    context.state.remove_stream(work.subject);
    return;
  }
  plan_trim(context, stream);
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

void enable_stream(Context& context, Table& table, std::string_view view_type) {
  auto* stream = new Stream;
  stream->created = context.state.identifiers.moment(context.now());
  stream->label = iso_text(stream->created);
  stream->arn = table.arn() + "/stream/" + stream->label;
  stream->region = table.region;
  stream->table = table.name;
  stream->table_id = table.id;
  stream->view_type = view_type;
  stream->keys = table.keys;
  table.stream_arn = stream->arn;
  table.stream_enabled = true;
  table.stream_view_type = view_type;
  table.pending.stream = true;
  context.state.put_stream(Ref<Stream>(stream));
  context.tell(StreamStatusEvent{table.name, table.id, stream->arn, "ENABLED", stream->view_type});
  for (const Partition& partition : table.partitions) open_shard(context, *stream, partition, "");
}

void disable_stream(Context& context, Table& table) {
  Stream& stream = context.state.edit_stream(table.stream_arn);
  for (Ref<Shard>& shard : stream.shards) {
    if (shard->is_open()) close_shard(context, stream, shard.edit(), "disabled");
  }
  stream.enabled = false;
  table.stream_enabled = false;
  table.pending.stream = true;
  context.tell(StreamStatusEvent{table.name, table.id, stream.arn, "DISABLED", stream.view_type});
}

void plan_trim(Context& context, Stream& stream) {
  if (stream.trim_planned) return;
  std::int64_t oldest = INT64_MAX;
  for (const Ref<Shard>& shard : stream.shards) {
    const auto first = shard->records.first();
    if (first.valid()) oldest = std::min(oldest, first.value().created);
    if (!shard->is_open()) oldest = std::min(oldest, shard->closed);
  }
  if (oldest == INT64_MAX) return;
  stream.trim_planned = true;
  context.state.plan(oldest + kStreamRetention, {Work::Kind::trim_stream, stream.region, stream.arn, ""});
}

}  // namespace shardbook
