#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "value/map_search.h"

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

/// Returns the value at `path` within a top-level value, or null.
const AttributeValue* walk(const AttributeValue* value, const Path& path, MapSearch& search);

/// Orders paths step by step, names before indexes: paths that begin alike are neighbours, the shortest first.
bool precedes(const Path* a, const Path* b);
std::vector<const Path*> sorted(std::vector<const Path*> paths, bool (*less)(const Path*, const Path*) = precedes);

/// Returns those that continue with `name` of what is sorted by path and has the first `at` steps in common.
template <class T>
std::span<T> continuing(std::span<T> sorted, std::size_t at, std::string_view name) {
  const auto step = [&](const T& entry) -> const Path::Step& { return path_of(entry).steps[at]; };
  const auto from =
      std::partition_point(sorted.begin(), sorted.end(), [&](const T& entry) { return !step(entry).is_index && step(entry).name < name; });
  const auto to =
      std::partition_point(from, sorted.end(), [&](const T& entry) { return !step(entry).is_index && step(entry).name == name; });
  return sorted.subspan(static_cast<std::size_t>(from - sorted.begin()), static_cast<std::size_t>(to - from));
}

using SortedPaths = std::span<const Path* const>;
inline const Path& path_of(const Path* path) { return *path; }

/// Stores in `out` the part of `value` on the paths, which have the first `at` steps in common: maps keep only the entries on the paths,
/// lists only the elements, closed up. Returns false if there is none.
bool part_of(const AttributeValue& value, SortedPaths paths, std::size_t at, AttributeValue& out);
/// Returns the part of `map` at `paths`.
AttributeMap skeleton(const std::vector<const Path*>& paths, const AttributeMap& map);

}  // namespace shardbook
