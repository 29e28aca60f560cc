#include "lifecycle/index.h"

#include <algorithm>

#include "call/table_lookup.h"
#include "lifecycle/throughput_decreases.h"

namespace shardbook {

namespace {

// An estimate of the service's, used only with Options::service_latency.
constexpr std::int64_t kAllocationTime = 5'000;

bool is_key_of_table_or_index(const Table& table, std::string_view attribute) {
  const auto has = [&](const Index& index) { return index.keys.has(attribute); };
  return table.keys.has(attribute) || std::any_of(table.indexes.begin(), table.indexes.end(), has);
}

void remove_deleted(Table& table) {
  auto& indexes = table.indexes;
  const auto is_deleting = [](const Index& index) { return index.status == IndexStatus::deleting; };
  const auto gone = std::remove_if(indexes.begin(), indexes.end(), is_deleting);
  if (gone == indexes.end()) return;
  indexes.erase(gone, indexes.end());
  auto& definitions = table.attribute_definitions;
  const auto is_unused = [&](const KeyAttribute& definition) { return !is_key_of_table_or_index(table, definition.name); };
  definitions.erase(std::remove_if(definitions.begin(), definitions.end(), is_unused), definitions.end());
}

}  // namespace

void open_index_partitions(const Table& table, Index& index) {
  const std::uint32_t wanted = partitions_wanted(table.billing_mode, index.pending_throughput.value_or(index.throughput));
  if (wanted <= index.partitions.size()) return;
  index.partitions = split_range(Partition(), wanted);
  std::uint32_t number = 0;
  for (Partition& partition : index.partitions) partition.number = ++number;
}

void plan_backfill(Context& context, const Table& table) {
  context.plan(context.after(kAllocationTime), StartBackfill{{table.name, table.id}});
}

void start_backfill(Context& context, const StartBackfill& work) {
  if (context.state.find_table(context.region, work) == nullptr) return;
  for (Index& index : context.state.edit_table(context.region, work).indexes) {
    if (index.backfill == Backfill::waiting) index.backfill = Backfill::running;
  }
}

void settle_updated_indexes(Context& context, Table& table) {
  for (Index& index : table.indexes) {
    if (index.status != IndexStatus::updating) continue;
    apply_pending_throughput(context, table, index);
    index.status = IndexStatus::active;
  }
}

void settle_indexes(Context& context, Table& table) {
  remove_deleted(table);
  for (Index& index : table.indexes) {
    if (index.backfill != Backfill::none) fill(index, table.keys, table.items);
    index.backfill = Backfill::none;
    apply_pending_throughput(context, table, index);
    index.status = IndexStatus::active;
  }
}

}  // namespace shardbook
