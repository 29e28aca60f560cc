#pragma once

#include <string>
#include <vector>

namespace shardbook {

/// Names in the order in which the service's hash tables hold them, as its messages print them: "[sk, pk]".

/// Prints a HashSet that the names were added to in this order.
std::string java_set_text(const std::vector<std::string>& names);
/// Prints the keys of a HashMap created with room for that many distinct names.
std::string java_map_keys_text(const std::vector<std::string>& names);

}  // namespace shardbook
