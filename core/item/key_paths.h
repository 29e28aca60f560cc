#pragma once

#include <vector>

#include "error/result.h"
#include "expression/path.h"
#include "storage/table.h"

namespace shardbook {

/// Key attributes, of the table and of its indexes, are scalars: no expression may reach into one.
Status check_key_paths(const Table& table, const std::vector<const Path*>& paths);

}  // namespace shardbook
