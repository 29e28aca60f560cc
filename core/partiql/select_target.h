#pragma once

#include "error/result.h"
#include "partiql/resolved_statement.h"
#include "read/read_target.h"

namespace shardbook::partiql {

/// What FROM names, a table or its index.

/// The index must be there, be readable and fit ConsistentRead.
Result<ReadTarget> select_target(Table& table, const ResolvedStatement& statement, bool consistent);

/// A global index returns nothing but what it projects; a local one fetches the rest. A WHERE may test only what is projected if it pins the
/// partition key; a scan just finds nothing there.
Status check_projected(ReadTarget& target, const ResolvedStatement& statement, bool keyed);

}  // namespace shardbook::partiql
