#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "value/attribute_value.h"

namespace shardbook {

/// A document path: an attribute name followed by names and list indexes. `#alias` names have been resolved.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
struct Path {
  struct Step {
    bool is_index = false;
    std::string name;
    std::size_t index = 0;
    friend bool operator==(const Step& a, const Step& b) { return a.is_index == b.is_index && a.name == b.name && a.index == b.index; }
  };
  std::vector<Step> steps;

  /// The attribute the path starts at.
  const std::string& top() const { return steps.front().name; }
  bool is_nested() const { return steps.size() > 1; }
  friend bool operator==(const Path& a, const Path& b) { return a.steps == b.steps; }
};

/// Returns "[a, [1], b]", as printed in errors.
std::string to_text(const Path& path);

/// Returns the value at `path` within a top-level value, starting at step `from`, or null.
const AttributeValue* walk(const AttributeValue* value, const Path& path, std::size_t from = 1);

/// Returns the part of `map` at `paths`: maps keep only the entries on the paths, lists only the elements, closed up.
AttributeMap skeleton(const std::vector<const Path*>& paths, const AttributeMap& map);

}  // namespace shardbook
