#pragma once

#include <string>
#include <vector>

namespace shardbook {

/// Returns each name once, in order of first occurrence. Linearithmic.
std::vector<std::string> distinct_names(std::vector<std::string> names);

}  // namespace shardbook
