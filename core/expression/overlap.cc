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

Status check(const std::vector<const Path*>& paths, Relation refused, const char* word) {
  for (std::size_t later = 1; later < paths.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (relation(*paths[earlier], *paths[later]) == refused) return refusal(word, *paths[earlier], *paths[later]);
    }
  }
  return {};
}

}  // namespace

Status check_overlaps(const std::vector<const Path*>& paths) {
  RETURN_IF_ERROR(check(paths, Relation::overlap, "overlap"));
  return check(paths, Relation::conflict, "conflict");
}

}  // namespace shardbook
