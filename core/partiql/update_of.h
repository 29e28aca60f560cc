#pragma once

#include <vector>

#include "error/result.h"
#include "expression/update.h"
#include "partiql/statement.h"

namespace shardbook::partiql {

/// Bound SET and REMOVE clauses in the terms of update expressions: set_add is ADD, set_delete is DELETE.
Result<Update> update_of(const std::vector<Assignment>& assignments);

}  // namespace shardbook::partiql
