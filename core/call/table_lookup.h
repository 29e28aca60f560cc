#pragma once

#include <string>
#include <string_view>

#include "call/context.h"
#include "error/result.h"

namespace shardbook {

/// Finds tables by name or ARN, as requests name them, with the service's errors. A returned table may be written to, and the pointer stays
/// valid until the end of the call.

/// Returns the table whatever its status, or null.
Table* table_named(Context& context, std::string_view name_or_arn);
/// Fails with ResourceNotFoundException unless the table exists and can be read.
Result<Table*> find_table(Context& context, std::string_view name_or_arn);
/// Returns the table whatever its status; the ResourceNotFoundException names it.
Result<Table*> find_any_table(Context& context, std::string_view name_or_arn);
/// Returns the name in a table's ARN, or the text itself.
std::string_view table_name_in(std::string_view name_or_arn);

/// "Attempt to change a resource which is still in use: <what>"
Error still_in_use(const std::string& what);
/// Fails with ResourceInUseException while the table is CREATING, UPDATING or DELETING.
Status check_active(const Table& table);
/// The same, but also accepts a table that is UPDATING.
Status check_changeable(const Table& table);

}  // namespace shardbook
