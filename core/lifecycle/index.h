#pragma once

#include "call/context.h"

namespace shardbook {

/// What happens to a table's indexes over time. A global index that is added is CREATING, first without and then with Backfilling, until
/// its table is ACTIVE again.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html

/// Gives a global index as many partitions as its table's billing mode and its own throughput call for; never fewer than it has.
void open_index_partitions(const Table& table, Index& index);

/// Plans the start of the backfill of the indexes that are CREATING.
void plan_backfill(Context& context, const Table& table);
/// The backfill begins: planned work.
void start_backfill(Context& context, const StartBackfill& work);

/// The table becomes ACTIVE: indexes that are being created get their entries, those that are being deleted go, throughput takes effect.
void settle_indexes(Context& context, Table& table);

}  // namespace shardbook
