#include "expression/overlap.h"

#include <algorithm>

#include "expression/expression_kind.h"

namespace shardbook {

namespace {

enum class Relation { apart, overlap, conflict };

Relation relation(const Path& a, const Path& b) {
  const std::size_t common = std::min(a.steps.size(), b.steps.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (a.steps[i] == b.steps[i]) continue;
    return a.steps[i].is_index != b.steps[i].is_index ? Relation::conflict : Relation::apart;
  }
  return Relation::overlap;
}

Error refusal(const char* word, const Path& one, const Path& two) {
  return expression_fault(std::string("Two document paths ") + word +
                          " with each other; must remove or rewrite one of these paths; path one: " + to_text(one) +
                          ", path two: " + to_text(two));
}

/// Returns whether two of the first `count` paths are related in that way. If so, two neighbours are when the paths are sorted: all that
/// lie between a path and one that continues it continue it too.
bool any_related(const std::vector<const Path*>& paths, std::size_t count, Relation refused) {
  const std::vector<const Path*> first = sorted({paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(count)});
  const auto are_related = [&](const Path* a, const Path* b) { return relation(*a, *b) == refused; };
  return std::adjacent_find(first.begin(), first.end(), are_related) != first.end();
}

/// Reports the first path that is related to an earlier one.
Status check(const std::vector<const Path*>& paths, Relation refused, const char* word) {
  std::size_t apart = 0;
  std::size_t related = paths.size() + 1;
  for (std::size_t count = paths.size(); related - apart > 1; count = (apart + related) / 2) {
    (any_related(paths, count, refused) ? related : apart) = count;
  }
  if (related > paths.size()) return {};
  const Path& later = *paths[related - 1];
  const auto is_it = [&](const Path* earlier) { return relation(*earlier, later) == refused; };
  return refusal(word, **std::find_if(paths.begin(), paths.end(), is_it), later);
}

}  // namespace

Status check_overlaps(const std::vector<const Path*>& paths) {
  RETURN_IF_ERROR(check(paths, Relation::overlap, "overlap"));
  return check(paths, Relation::conflict, "conflict");
}

}  // namespace shardbook
