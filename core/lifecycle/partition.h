#pragma once

#include "call/context.h"

namespace shardbook {

/// How a table's partitions come to be and split. Each owns one open shard of the table's stream.

/// Gives a new table its partitions.
void open_partitions(Context& context, Table& table);
/// Splits partitions until the table has as many as its billing mode and throughput call for.
void split_as_wanted(Context& context, Table& table);

/// Plans that a partition which is asked for more than it can serve is split in two a minute later.
void plan_heat_split(Context& context, const Table& table, Partition& partition);
/// Splits it: planned work.
void split_for_heat(Context& context, const SplitForHeat& work);

}  // namespace shardbook
