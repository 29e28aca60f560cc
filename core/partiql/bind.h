#pragma once

#include <vector>

#include "error/result.h"
#include "partiql/statement.h"
#include "protocol/shape.h"

namespace shardbook::partiql {

/// Replaces `?` by parameters and collections of values by a single value.
Status bind(Statement& statement, const std::vector<ReadValue>& parameters);

}  // namespace shardbook::partiql
