#include "lifecycle/partition.h"

#include <utility>

#include "call/table_lookup.h"
#include "lifecycle/stream.h"

namespace shardbook {

namespace {

/// Only lasting heat splits a partition. Without a delay, each refused request would.
constexpr std::int64_t kSplitTime = 60'000;

void emit_opened(Context& context, const Table& table, const Partition& partition, const std::string& parent) {
  const auto items = static_cast<std::int64_t>(table.summary_of(partition).count);
  context.emit(
      PartitionOpenedEvent{table.name, table.id, partition.id(), parent, hash_text(partition.from), hash_text(partition.to), items});
}

/// Replaces the partition at `index` by `count` children, and its shard by theirs.
void split_partition(Context& context, Table& table, std::size_t index, std::uint32_t count) {
  const Partition parent = table.partitions[index];
  std::vector<Partition> children = split_range(parent, count);
  for (Partition& child : children) {
    child.number = ++table.last_partition_number;
    child.meters = parent.meters;
    child.meters.read.counted = child.meters.write.counted = 0;
    emit_opened(context, table, child, parent.id());
  }
  const auto at = table.partitions.begin() + static_cast<std::ptrdiff_t>(index);
  table.partitions.insert(table.partitions.erase(at), children.begin(), children.end());
  if (table.stream_enabled) split_shard(context, table, parent, children);
}

}  // namespace

void open_partitions(Context& context, Table& table) {
  table.partitions = split_range(Partition(), partitions_wanted(table.billing_mode, table.throughput));
  for (Partition& partition : table.partitions) {
    partition.number = ++table.last_partition_number;
    emit_opened(context, table, partition, "");
  }
}

void split_as_wanted(Context& context, Table& table) {
  const std::uint32_t wanted = partitions_wanted(table.billing_mode, table.pending_throughput.value_or(table.throughput));
  const auto present = static_cast<std::uint32_t>(table.partitions.size());
  if (wanted <= present) return;
  const std::uint32_t children = (wanted + present - 1) / present;
  for (std::size_t index = 0; index < table.partitions.size(); index += children) split_partition(context, table, index, children);
}

void plan_heat_split(Context& context, const Table& table, Partition& partition) {
  if (std::exchange(partition.split_planned, true)) return;
  context.plan(context.now() + kSplitTime, SplitForHeat{{table.name, table.id}, partition.number});
}

void split_for_heat(Context& context, const SplitForHeat& work) {
  const Table* found = context.state.find_table(context.region, work);
  if (found == nullptr || found->status == TableStatus::deleting || found->partitions.size() >= kMostPartitions) return;
  for (std::size_t i = 0; i < found->partitions.size(); ++i) {
    if (found->partitions[i].number != work.partition) continue;
    split_partition(context, context.state.edit_table(context.region, work), i, 2);
    return;
  }
}

}  // namespace shardbook
