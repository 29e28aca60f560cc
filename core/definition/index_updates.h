#pragma once

#include "call/context.h"
#include "error/result.h"
#include "request/table_inputs.h"

namespace shardbook {

/// GlobalSecondaryIndexUpdates of UpdateTable.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html

/// The checks that do not need the table.
Status check_index_updates(const UpdateTableInput& input);
/// The checks that do.
Status check_index_updates(const UpdateTableInput& input, const Table& table);
/// Returns whether the request only deletes an index that is being backfilled, which is allowed while the table is UPDATING.
bool cancels_backfill(const UpdateTableInput& input, const Table& table);

/// Starts the changes; they finish when the table is ACTIVE again.
void update_indexes(Context& context, Table& table, const UpdateTableInput& input);

}  // namespace shardbook
