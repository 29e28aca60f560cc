#pragma once

#include <vector>

#include "error/result.h"
#include "partiql/statement.h"
#include "protocol/shape.h"

namespace shardbook::partiql {

/// Puts parameters in the place of `?` and makes one value of every collection of values.
Status bind(Statement& statement, const std::vector<ReadValue>& parameters);

}  // namespace shardbook::partiql
