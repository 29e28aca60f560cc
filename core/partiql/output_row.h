#pragma once

#include <string>
#include <vector>

#include "expression/path.h"
#include "value/item.h"

namespace shardbook::partiql {

/// What a SELECT shows of an item, as JSON: all of it, or each path's value under the path's last name. Paths to nothing are left out.
std::string output_row(const std::vector<Path>& projection, const Item& item);

}  // namespace shardbook::partiql
