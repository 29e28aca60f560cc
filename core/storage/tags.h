#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace shardbook {

/// Values by key.
using TagValues = std::map<std::string, std::string>;

/// The tags of a table.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
struct Tags {
  TagValues current;
  TagValues previous;        // still shown for a moment after a change
  std::int64_t changed = 0;  // since the table was created; 0: never

  void archive(auto& archive) { archive(current, previous, changed); }
};

}  // namespace shardbook
