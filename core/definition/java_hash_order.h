#pragma once

#include <string>
#include <vector>

namespace shardbook {

/// Formats names in the order in which the service's hash tables hold them, as in its messages: "[sk, pk]".

/// Formats a HashSet to which the names were added in this order.
std::string java_set_text(const std::vector<std::string>& names);
/// Formats the keys of a HashMap created with room for that many distinct names.
std::string java_map_keys_text(const std::vector<std::string>& names);

}  // namespace shardbook
