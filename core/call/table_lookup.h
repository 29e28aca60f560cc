#pragma once

#include <string_view>

#include "call/context.h"
#include "error/result.h"

namespace shardbook {

/// Finds tables as requests name them, by name or ARN, with the service's faults where there are none. A table that was found is for
/// reading and writing, and stays in its place until the call is over.

/// The table in whatever status; null if there is none.
Table* table_named(Context& context, std::string_view name_or_arn);
/// ResourceNotFoundException unless there is such a table and it can be read.
Result<Table*> find_table(Context& context, std::string_view name_or_arn);
/// The table in whatever status; the ResourceNotFoundException names it.
Result<Table*> find_any_table(Context& context, std::string_view name_or_arn);
/// The name in a table's ARN, or the text itself.
std::string_view table_name_in(std::string_view name_or_arn);

/// ResourceInUseException while the table is CREATING, UPDATING or DELETING.
Status check_active(const Table& table);
/// The same, but a table that is UPDATING will do.
Status check_changeable(const Table& table);

}  // namespace shardbook
