#pragma once

#include "error/result.h"
#include "partiql/resolved_statement.h"
#include "read/read_target.h"

namespace shardbook::partiql {

/// The table or index named in FROM.

/// Fails unless the index exists, is readable and allows the requested ConsistentRead.
Result<ReadTarget> select_target(Table& table, const ResolvedStatement& statement, bool consistent);

/// A global index returns only what it projects; a local one fetches the rest. If WHERE pins the partition key it may test only projected
/// attributes; in a scan, tests of others just find nothing.
Status check_projected(ReadTarget& target, const ResolvedStatement& statement, bool keyed);

}  // namespace shardbook::partiql
