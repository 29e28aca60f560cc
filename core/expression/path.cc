#include "expression/path.h"

#include <algorithm>

#include "value/heap_sort.h"

namespace shardbook {

namespace {

bool step_precedes(const Path::Step& a, const Path::Step& b) {
  if (a.is_index != b.is_index) return b.is_index;
  return a.is_index ? a.index < b.index : a.name < b.name;
}

bool part_of_map(const AttributeMap& map, SortedPaths paths, std::size_t at, AttributeMap& out) {
  for (const Attribute& entry : map) {
    const SortedPaths below = continuing(paths, at, entry.name);
    AttributeValue part;
    if (!below.empty() && part_of(entry.value, below, at + 1, part)) out.push_back({entry.name, std::move(part)});
  }
  return !out.empty();
}

bool part_of_list(const AttributeValue::List& list, SortedPaths paths, std::size_t at, AttributeValue::List& out) {
  while (!paths.empty()) {
    const Path::Step& step = paths.front()->steps[at];
    std::size_t count = 1;
    while (count < paths.size() && paths[count]->steps[at] == step) ++count;
    AttributeValue part;
    const bool exists = step.is_index && step.index < list.size();
    if (exists && part_of(list[step.index], paths.first(count), at + 1, part)) out.push_back(std::move(part));
    paths = paths.subspan(count);
  }
  return !out.empty();
}

}  // namespace

std::string to_text(const Path& path) {
  std::string out = "[";
  for (const Path::Step& step : path.steps) {
    if (out.size() > 1) out += ", ";
    out += step.is_index ? "[" + std::to_string(step.index) + "]" : step.name;
  }
  return out += ']';
}

const AttributeValue* walk(const AttributeValue* value, const Path& path, MapSearch& search) {
  for (std::size_t i = 1; value != nullptr && i < path.steps.size(); ++i) {
    const Path::Step& step = path.steps[i];
    if (step.is_index) {
      const auto* list = value->l();
      value = list != nullptr && step.index < list->size() ? &(*list)[step.index] : nullptr;
    } else {
      const auto* map = value->m();
      value = map != nullptr ? search.find(*map, step.name) : nullptr;
    }
  }
  return value;
}

bool precedes(const Path* a, const Path* b) {
  return std::lexicographical_compare(a->steps.begin(), a->steps.end(), b->steps.begin(), b->steps.end(), step_precedes);
}

std::vector<const Path*> sorted(std::vector<const Path*> paths, bool (*less)(const Path*, const Path*)) {
  heap_sort(paths, less);
  return paths;
}

bool part_of(const AttributeValue& value, SortedPaths paths, std::size_t at, AttributeValue& out) {
  if (paths.front()->steps.size() == at) {
    out = value;
    return true;
  }
  if (const auto* map = value.m()) {
    AttributeMap part;
    const bool any = part_of_map(*map, paths, at, part);
    out = AttributeValue(std::move(part));
    return any;
  }
  if (const auto* list = value.l()) {
    AttributeValue::List part;
    const bool any = part_of_list(*list, paths, at, part);
    out = AttributeValue(std::move(part));
    return any;
  }
  return false;
}

AttributeMap skeleton(const std::vector<const Path*>& paths, const AttributeMap& map) {
  AttributeMap out;
  part_of_map(map, sorted(paths), 0, out);
  return out;
}

}  // namespace shardbook
