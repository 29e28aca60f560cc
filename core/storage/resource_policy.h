#pragma once

#include <cstdint>
#include <string>

namespace shardbook {

/// The resource-based policy attached to a table or stream. It is stored but not enforced.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
struct ResourcePolicy {
  std::string text;          // as written by definition/policy_document.h; empty if there is none
  std::int64_t changed = 0;  // ms since the epoch, unique; 0: never

  bool exists() const { return !text.empty(); }
  /// Identifies the last change, which may be a deletion.
  std::string revision() const { return changed == 0 ? "" : std::to_string(changed); }

  void archive(auto& archive) { archive(text, changed); }
};

}  // namespace shardbook
