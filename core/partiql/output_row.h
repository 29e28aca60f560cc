#pragma once

#include <optional>
#include <string>

#include "expression/projection.h"

namespace shardbook::partiql {

/// Returns the row a SELECT shows for an item, as JSON: all of it, or the value at each path under the path's last name. Paths without a
/// value are left out.
std::string output_row(const std::optional<Projection>& projection, const Item& item);

}  // namespace shardbook::partiql
