#pragma once

#include <vector>

#include "error/result.h"
#include "expression/path.h"

namespace shardbook {

/// Paths of one expression must not be equal, not begin one another (overlap), and not take one place for a map and a list (conflict).
Status check_overlaps(const std::vector<const Path*>& paths);

}  // namespace shardbook
