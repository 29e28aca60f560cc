#include "value/distinct_names.h"

#include <utility>

#include "value/name_order.h"

namespace shardbook {

std::vector<std::string> distinct_names(std::vector<std::string> names) {
  const auto repeated = NameOrder(names).repeated();
  std::vector<std::string> out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (repeated[i] == 0) out.push_back(std::move(names[i]));
  }
  return out;
}

}  // namespace shardbook
