#pragma once

#include <string>

namespace shardbook {

/// The resource-based policy attached to a table or stream. It is stored but not enforced.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
struct ResourcePolicy {
  std::string text;  // empty if there is none
  std::string revision;

  bool exists() const { return !text.empty(); }

  void archive(auto& archive) { archive(text, revision); }
};

}  // namespace shardbook
