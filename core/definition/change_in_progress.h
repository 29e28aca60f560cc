#pragma once

#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/table.h"

namespace shardbook {

/// Fails with ResourceInUseException unless the table is ACTIVE. While it is UPDATING, the error says which change keeps the requested one
/// waiting.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
Status check_no_change_in_progress(const UpdateTableInput& input, const Table& table);

}  // namespace shardbook
