#pragma once

#include <cstdint>
#include <string>

#include "storage/tree.h"

namespace shardbook {

/// The tags of a table: values by key.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
struct Tags {
  Tree<std::string> current;
  Tree<std::string> previous;  // still shown for a moment after a change
  std::int64_t changed = 0;    // since the table was created; 0: never

  void archive(auto& archive) { archive(current, previous, changed); }
};

}  // namespace shardbook
