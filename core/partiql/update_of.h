#pragma once

#include <vector>

#include "error/result.h"
#include "expression/update.h"
#include "partiql/statement.h"

namespace shardbook::partiql {

/// Translates bound SET and REMOVE clauses to update actions: set_add becomes ADD, set_delete becomes DELETE.
Result<Update> update_of(const std::vector<Assignment>& assignments);

}  // namespace shardbook::partiql
