#pragma once

#include <string>

#include "call/context.h"

namespace shardbook {

/// Shared by the operations on continuous backups.

/// Fails with TableNotFoundException if there is no such table.
Result<Table*> find_backed_up_table(Context& context, const std::string& name_or_arn);

/// Returns `{"ContinuousBackupsDescription":{...}}`.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ContinuousBackupsDescription.html
std::string continuous_backups_response(const Context& context, const ContinuousBackups& backups);

/// Returns whether the table has been ACTIVE long enough for its backups to have started.
bool are_available(const Context& context, const ContinuousBackups& backups);

}  // namespace shardbook
