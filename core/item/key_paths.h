#pragma once

#include <vector>

#include "error/result.h"
#include "expression/path.h"
#include "storage/table.h"

namespace shardbook {

/// Rejects paths into key attributes of the table or its indexes, which are scalars.
Status check_key_paths(const Table& table, const std::vector<const Path*>& paths);

}  // namespace shardbook
