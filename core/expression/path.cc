#include "expression/path.h"

#include <algorithm>

namespace shardbook {

namespace {

using Paths = std::vector<const Path*>;

/// Selects the part of `value` on those of `paths` that continue at step `at`.
bool part_of(const AttributeValue& value, const Paths& paths, std::size_t at, AttributeValue& out);

bool part_of_map(const AttributeMap& map, const Paths& paths, std::size_t at, AttributeMap& out) {
  for (const Attribute& entry : map) {
    Paths below;
    for (const Path* path : paths) {
      if (!path->steps[at].is_index && path->steps[at].name == entry.name) below.push_back(path);
    }
    AttributeValue part;
    if (!below.empty() && part_of(entry.value, below, at + 1, part)) out.push_back({entry.name, std::move(part)});
  }
  return !out.empty();
}

bool part_of_list(const AttributeValue::List& list, const Paths& paths, std::size_t at, AttributeValue::List& out) {
  std::vector<std::size_t> indexes;
  for (const Path* path : paths) {
    if (path->steps[at].is_index && path->steps[at].index < list.size()) indexes.push_back(path->steps[at].index);
  }
  std::sort(indexes.begin(), indexes.end());
  indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
  for (std::size_t index : indexes) {
    Paths below;
    for (const Path* path : paths) {
      if (path->steps[at].is_index && path->steps[at].index == index) below.push_back(path);
    }
    AttributeValue part;
    if (part_of(list[index], below, at + 1, part)) out.push_back(std::move(part));
  }
  return !out.empty();
}

bool part_of(const AttributeValue& value, const Paths& paths, std::size_t at, AttributeValue& out) {
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

}  // namespace

std::string to_text(const Path& path) {
  std::string out = "[";
  for (const Path::Step& step : path.steps) {
    if (out.size() > 1) out += ", ";
    out += step.is_index ? "[" + std::to_string(step.index) + "]" : step.name;
  }
  return out += ']';
}

const AttributeValue* walk(const AttributeValue* value, const Path& path, std::size_t from) {
  for (std::size_t i = from; value != nullptr && i < path.steps.size(); ++i) {
    const Path::Step& step = path.steps[i];
    if (step.is_index) {
      const auto* list = value->l();
      value = list != nullptr && step.index < list->size() ? &(*list)[step.index] : nullptr;
    } else {
      const auto* map = value->m();
      value = map != nullptr ? find_attribute(*map, step.name) : nullptr;
    }
  }
  return value;
}

AttributeMap skeleton(const std::vector<const Path*>& paths, const AttributeMap& map) {
  AttributeMap out;
  part_of_map(map, paths, 0, out);
  return out;
}

}  // namespace shardbook
