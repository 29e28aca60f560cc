#include <algorithm>
#include <iterator>

#include "expression/update.h"
#include "value/heap_sort.h"
#include "value/item.h"

namespace shardbook {

namespace {

using Action = Update::Action;
using Section = Update::Section;

constexpr int kDeepestValue = 32;

Error wrong_type() { return validation_exception("An operand in the update expression has an incorrect data type"); }
Error wrong_stored_type(bool is_legacy) { return is_legacy ? validation_exception("Type mismatch for attribute to update") : wrong_type(); }
Error absent_operand() { return validation_exception("The provided expression refers to an attribute that does not exist in the item"); }
Error wrong_path() { return validation_exception("The document path provided in the update expression is invalid for update"); }

/// Values set to more than this make the item too large whatever else the update does. Stopping there bounds the memory that it takes.
constexpr std::uint64_t kMostBytesSet = std::uint64_t{4} * kMostItemBytes;

Error too_deep() { return validation_exception("Nesting Levels have exceeded supported limits", Cause::nesting); }

Error arithmetic_fault(Number::Fault fault) {
  if (fault == Number::Fault::underflow) {
    return validation_exception("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  // Sums of more than 38 digits are reported the same way.
  return validation_exception("Number overflow. Attempting to store a number with magnitude larger than supported range");
}

/// The item before the update.
struct Before {
  const AttributeMap& item;
  MapSearch search;

  const AttributeValue* find(const Path& path) { return walk(search.find(item, path.top()), path, search); }
};

Result<AttributeValue> calculate(char sign, const AttributeValue& left, const AttributeValue& right) {
  if (left.n() == nullptr || right.n() == nullptr) return wrong_type();
  auto result = sign == '+' ? Number::add(*left.n(), *right.n()) : Number::subtract(*left.n(), *right.n());
  if (const auto* number = std::get_if<Number>(&result)) return AttributeValue(*number);
  return arithmetic_fault(std::get<Number::Fault>(result));
}

Result<AttributeValue> value_of(const Operand& operand, Before& before);

Result<AttributeValue> call(const Operand& function, Before& before) {
  if (function.text == "if_not_exists") {
    if (const AttributeValue* present = before.find(function.arguments[0].path)) return *present;
    return value_of(function.arguments[1], before);
  }
  ASSIGN_OR_RETURN(AttributeValue first, value_of(function.arguments[0], before));
  ASSIGN_OR_RETURN(AttributeValue second, value_of(function.arguments[1], before));
  if (first.l() == nullptr || second.l() == nullptr) return wrong_type();
  auto& list = std::get<AttributeValue::List>(first.data);
  list.insert(list.end(), second.l()->begin(), second.l()->end());
  return first;
}

Result<AttributeValue> value_of(const Operand& operand, Before& before) {
  switch (operand.kind) {
    case Operand::Kind::value:
      return operand.value();
    case Operand::Kind::path: {
      const AttributeValue* value = before.find(operand.path);
      if (value == nullptr) return absent_operand();
      return *value;
    }
    case Operand::Kind::function:
      return call(operand, before);
  }
  return absent_operand();
}

Result<AttributeValue> assigned(const Action& action, Before& before) {
  ASSIGN_OR_RETURN(AttributeValue left, value_of(action.value, before));
  if (action.arithmetic == 0) return left;
  ASSIGN_OR_RETURN(AttributeValue right, value_of(action.right, before));
  return calculate(action.arithmetic, left, right);
}

// Both inputs are sorted, and so is the result.

template <class T>
void unite(std::vector<T>& set, const std::vector<T>& added) {
  std::vector<T> whole;
  std::set_union(set.begin(), set.end(), added.begin(), added.end(), std::back_inserter(whole));
  set = std::move(whole);
}

template <class T>
void subtract(std::vector<T>& set, const std::vector<T>& removed) {
  std::vector<T> rest;
  std::set_difference(set.begin(), set.end(), removed.begin(), removed.end(), std::back_inserter(rest));
  set = std::move(rest);
}

/// Calls `change(members, other members)` for two sets of the same type; otherwise returns false.
template <class Change>
bool on_sets(AttributeValue& set, const AttributeValue& other, Change change) {
  if (set.type() != other.type()) return false;
  if (auto* strings = std::get_if<AttributeValue::StringSet>(&set.data)) {
    change(strings->members, other.ss()->members);
  } else if (auto* numbers = std::get_if<AttributeValue::NumberSet>(&set.data)) {
    change(numbers->members, other.ns()->members);
  } else if (auto* binaries = std::get_if<AttributeValue::BinarySet>(&set.data)) {
    change(binaries->members, other.bs()->members);
  } else {
    return false;
  }
  return true;
}

bool is_empty_set(const AttributeValue& value) {
  return (value.ss() != nullptr && value.ss()->members.empty()) || (value.ns() != nullptr && value.ns()->members.empty()) ||
         (value.bs() != nullptr && value.bs()->members.empty());
}

Result<AttributeValue> added(const Action& action, const AttributeValue* present, bool is_legacy) {
  const AttributeValue& operand = action.value.value();
  if (present == nullptr) return operand;
  if (present->type() != operand.type()) return wrong_stored_type(is_legacy);
  if (operand.n() != nullptr) return calculate('+', *present, operand);
  AttributeValue whole = *present;
  if (auto* list = std::get_if<AttributeValue::List>(&whole.data)) {  // from AttributeUpdates only
    list->insert(list->end(), operand.l()->begin(), operand.l()->end());
  } else {
    on_sets(whole, operand, [](auto& members, const auto& more) { unite(members, more); });
  }
  return whole;
}

Result<AttributeValue> deleted(const Action& action, const AttributeValue& present, bool is_legacy) {
  AttributeValue set = present;
  const bool fits = on_sets(set, action.value.value(), [](auto& members, const auto& fewer) { subtract(members, fewer); });
  if (!fits) return wrong_stored_type(is_legacy);
  return set;
}

/// What becomes of the value at a path.
struct Change {
  const Path* path;
  std::optional<AttributeValue> value;  // nullopt: REMOVE
  bool done = false;

  const Path::Step& step(std::size_t at) const { return path->steps[at]; }
  bool ends_at(std::size_t step) const { return path->steps.size() == step + 1; }
};

const Path& path_of(const Change* change) { return *change->path; }

/// Sorted by path.
using Changes = std::span<Change* const>;

// These change a value, each container within in one pass. The changes have the first `at` steps in common and lie apart. Indexes are those
// before the update.

Status change_map(AttributeMap& map, Changes changes, std::size_t at);
Status change_list(AttributeValue::List& list, Changes changes, std::size_t at);

/// Changes an entry or element; `stays` tells whether it is still there.
Status change_part(AttributeValue& value, Changes changes, std::size_t at, bool& stays) {
  Change& first = *changes.front();
  if (first.ends_at(at)) {
    stays = first.value.has_value();
    if (stays) value = *std::move(first.value);
    return {};
  }
  if (auto* map = std::get_if<AttributeMap>(&value.data)) return change_map(*map, changes, at + 1);
  if (auto* list = std::get_if<AttributeValue::List>(&value.data)) return change_list(*list, changes, at + 1);
  return wrong_path();
}

/// Moves what stays to the end of what has been kept.
template <class At, class T>
void keep(At& kept, T& element) {
  if (&*kept != &element) *kept = std::move(element);
  ++kept;
}

Status change_map(AttributeMap& map, Changes changes, std::size_t at) {
  auto kept = map.begin();
  for (Attribute& entry : map) {
    const Changes own = continuing(changes, at, entry.name);
    bool stays = true;
    if (!own.empty()) RETURN_IF_ERROR(change_part(entry.value, own, at, stays));
    for (Change* change : own) change->done = true;
    if (stays) keep(kept, entry);
  }
  map.erase(kept, map.end());
  for (Change* change : changes) {
    if (change->done) continue;
    if (change->step(at).is_index || !change->ends_at(at)) return wrong_path();
    if (change->value) map.push_back({change->step(at).name, *std::move(change->value)});
  }
  return {};
}

/// An index past the end appends.
Status change_list(AttributeValue::List& list, Changes changes, std::size_t at) {
  if (!changes.front()->step(at).is_index) return wrong_path();
  auto kept = list.begin();
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::size_t count = 0;
    while (count < changes.size() && changes[count]->step(at).index == i) ++count;
    bool stays = true;
    if (count > 0) RETURN_IF_ERROR(change_part(list[i], changes.first(count), at, stays));
    if (stays) keep(kept, list[i]);
    changes = changes.subspan(count);
  }
  list.erase(kept, list.end());
  for (Change* change : changes) {
    if (!change->ends_at(at)) return wrong_path();
    if (change->value) list.push_back(*std::move(change->value));
  }
  return {};
}

/// Collects the changes, reading the item as it was.
Status plan(const Update& update, const AttributeMap& item, std::vector<Change>& changes) {
  Before before{item, {}};
  std::uint64_t bytes = 0;
  for (const Action& action : update.actions) {
    switch (action.section) {
      case Section::set: {
        ASSIGN_OR_RETURN(AttributeValue value, assigned(action, before));
        bytes += size_of(value);
        if (bytes > kMostBytesSet) return update_too_large();
        changes.push_back({&action.path, std::move(value)});
        break;
      }
      case Section::remove:
        changes.push_back({&action.path, {}});
        break;
      case Section::add: {
        ASSIGN_OR_RETURN(AttributeValue value, added(action, before.find(action.path), update.is_legacy));
        changes.push_back({&action.path, std::move(value)});
        break;
      }
      case Section::delete_: {
        const AttributeValue* present = before.find(action.path);
        if (present == nullptr) break;
        ASSIGN_OR_RETURN(AttributeValue value, deleted(action, *present, update.is_legacy));
        Change& change = changes.emplace_back(Change{&action.path, {}});
        if (!is_empty_set(value)) change.value = std::move(value);
        break;
      }
    }
  }
  return {};
}

}  // namespace

Error update_too_large() { return validation_exception("Item size to update has exceeded the maximum allowed size"); }

Result<AttributeMap> apply(const Update& update, AttributeMap item, bool item_exists) {
  std::vector<Change> changes;
  RETURN_IF_ERROR(plan(update, item, changes));
  std::vector<Change*> sorted;
  for (Change& change : changes) {
    if (change.value || item_exists) sorted.push_back(&change);
  }
  heap_sort(sorted, [](const Change* a, const Change* b) { return precedes(a->path, b->path); });
  RETURN_IF_ERROR(change_map(item, sorted, 0));
  for (const Attribute& attribute : item) {
    if (depth_of(attribute.value) > kDeepestValue) return too_deep();
  }
  return item;
}

}  // namespace shardbook
