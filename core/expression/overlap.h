#pragma once

#include <vector>

#include "error/result.h"
#include "expression/path.h"

namespace shardbook {

/// Rejects paths of one expression that are equal, prefixes of one another (overlap), or treat one place as both a map and a list
/// (conflict).
Status check_overlaps(const std::vector<const Path*>& paths);

}  // namespace shardbook
