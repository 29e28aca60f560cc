#pragma once

#include "call/context.h"
#include "request/table_inputs.h"

namespace shardbook {

/// How often the service lets UpdateTable change a table.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html

/// Returns whether the update changes the table's class.
bool changes_class(const UpdateTableInput& input, const Table& table);
/// Fails with LimitExceededException or ThrottlingException if this change comes too soon.
Status check_change_limits(const Context& context, const UpdateTableInput& input, const Table& table);
/// Records the changes that count toward the limits. Call it before making them.
void count_changes(const Context& context, Table& table, const UpdateTableInput& input);

}  // namespace shardbook
