#pragma once

#include <string>

namespace shardbook {

/// A resource-based policy as it was put on a table or a stream. Nothing is allowed or denied by it here.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
struct ResourcePolicy {
  std::string text;  // empty: there is none
  std::string revision;

  bool exists() const { return !text.empty(); }

  void archive(auto& archive) { archive(text, revision); }
};

}  // namespace shardbook
