#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "value/attribute_value.h"

namespace shardbook {

/// A document path: a name, then names and list indexes. Names are resolved: what `#alias` stands for.
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

  /// The attribute that it starts from.
  const std::string& top() const { return steps.front().name; }
  bool is_nested() const { return steps.size() > 1; }
  friend bool operator==(const Path& a, const Path& b) { return a.steps == b.steps; }
};

/// "[a, [1], b]", as faults print it.
std::string to_text(const Path& path);

/// The value at `path` below a top-level value, from step `from` on; null if there is none.
const AttributeValue* walk(const AttributeValue* value, const Path& path, std::size_t from = 1);

/// What `map` has at `paths`, as a skeleton of its own: maps keep only the paths' entries, lists only their elements, moved together.
AttributeMap skeleton(const std::vector<const Path*>& paths, const AttributeMap& map);

}  // namespace shardbook
