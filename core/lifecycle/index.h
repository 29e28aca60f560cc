#pragma once

#include "call/context.h"

namespace shardbook {

/// The life of a table's indexes. An added global index is CREATING, first without and then with Backfilling, until its table is ACTIVE
/// again.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html

/// Gives a global index the partitions that its table's billing mode and its own throughput call for. Never removes any.
void open_index_partitions(const Table& table, Index& index);

/// Schedules the start of backfill for the indexes that are CREATING.
void plan_backfill(Context& context, const Table& table);
/// Starts the backfill; runs as scheduled work.
void start_backfill(Context& context, const StartBackfill& work);

/// Gives indexes that are UPDATING their new throughput, and makes them ACTIVE.
void settle_updated_indexes(Context& context, Table& table);
/// Called when the table becomes ACTIVE: fills indexes being created, removes those being deleted, applies pending throughput.
void settle_indexes(Context& context, Table& table);

}  // namespace shardbook
