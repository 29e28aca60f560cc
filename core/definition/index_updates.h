#pragma once

#include "call/context.h"
#include "error/result.h"
#include "request/table_inputs.h"

namespace shardbook {

/// GlobalSecondaryIndexUpdates of UpdateTable.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html

/// What does not need the table.
Status check_index_updates(const UpdateTableInput& input);
/// What does.
Status check_index_updates(const UpdateTableInput& input, const Table& table);
/// The request only takes back an index whose backfill is under way, which may be done while the table is UPDATING.
bool cancels_backfill(const UpdateTableInput& input, const Table& table);

/// Starts the changes; they are done when the table is ACTIVE again.
void update_indexes(Context& context, Table& table, const UpdateTableInput& input);

}  // namespace shardbook
