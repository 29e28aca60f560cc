#pragma once

#include "call/context.h"

namespace shardbook {

/// How partitions are created and split. Each owns one open shard of the table's stream.

/// Creates a new table's partitions.
void open_partitions(Context& context, Table& table);
/// Splits partitions until there are as many as the table's billing mode and throughput call for.
void split_as_wanted(Context& context, Table& table);

/// Schedules a split in two, a minute from now, of a partition asked for more than it can serve.
void plan_heat_split(Context& context, const Table& table, Partition& partition);
/// Performs that split; runs as scheduled work.
void split_for_heat(Context& context, const SplitForHeat& work);

}  // namespace shardbook
