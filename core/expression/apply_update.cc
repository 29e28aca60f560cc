#include <algorithm>
#include <iterator>

#include "expression/update.h"

namespace shardbook {

namespace {

using Action = Update::Action;
using Section = Update::Section;

constexpr int kDeepestValue = 32;

Error wrong_type() { return validation_exception("An operand in the update expression has an incorrect data type"); }
Error wrong_stored_type(bool is_legacy) { return is_legacy ? validation_exception("Type mismatch for attribute to update") : wrong_type(); }
Error absent_operand() { return validation_exception("The provided expression refers to an attribute that does not exist in the item"); }
Error wrong_path() { return validation_exception("The document path provided in the update expression is invalid for update"); }

Error too_deep() { return validation_exception("Nesting Levels have exceeded supported limits", Cause::nesting); }

Error arithmetic_fault(Number::Fault fault) {
  if (fault == Number::Fault::underflow) {
    return validation_exception("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  // Sums of more than 38 digits are reported the same way.
  return validation_exception("Number overflow. Attempting to store a number with magnitude larger than supported range");
}

const AttributeValue* find(const AttributeMap& item, const Path& path) { return walk(find_attribute(item, path.top()), path); }

Result<AttributeValue> calculate(char sign, const AttributeValue& left, const AttributeValue& right) {
  if (left.n() == nullptr || right.n() == nullptr) return wrong_type();
  auto result = sign == '+' ? Number::add(*left.n(), *right.n()) : Number::subtract(*left.n(), *right.n());
  if (const auto* number = std::get_if<Number>(&result)) return AttributeValue(*number);
  return arithmetic_fault(std::get<Number::Fault>(result));
}

Result<AttributeValue> value_of(const Operand& operand, const AttributeMap& before);

Result<AttributeValue> call(const Operand& function, const AttributeMap& before) {
  if (function.text == "if_not_exists") {
    if (const AttributeValue* present = find(before, function.arguments[0].path)) return *present;
    return value_of(function.arguments[1], before);
  }
  ASSIGN_OR_RETURN(AttributeValue first, value_of(function.arguments[0], before));
  ASSIGN_OR_RETURN(AttributeValue second, value_of(function.arguments[1], before));
  if (first.l() == nullptr || second.l() == nullptr) return wrong_type();
  auto& list = std::get<AttributeValue::List>(first.data);
  list.insert(list.end(), second.l()->begin(), second.l()->end());
  return first;
}

Result<AttributeValue> value_of(const Operand& operand, const AttributeMap& before) {
  switch (operand.kind) {
    case Operand::Kind::value:
      return operand.value;
    case Operand::Kind::path: {
      const AttributeValue* value = find(before, operand.path);
      if (value == nullptr) return absent_operand();
      return *value;
    }
    case Operand::Kind::function:
      return call(operand, before);
  }
  return absent_operand();
}

Result<AttributeValue> assigned(const Action& action, const AttributeMap& before) {
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
  const AttributeValue& operand = action.value.value;
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
  const bool fits = on_sets(set, action.value.value, [](auto& members, const auto& fewer) { subtract(members, fewer); });
  if (!fits) return wrong_stored_type(is_legacy);
  return set;
}

/// Returns the container that the last step applies to, or null.
AttributeValue* parent_of(AttributeMap& item, const Path& path) {
  AttributeValue* value = find_attribute(item, path.top());
  for (std::size_t i = 1; value != nullptr && i + 1 < path.steps.size(); ++i) {
    const Path::Step& step = path.steps[i];
    if (step.is_index) {
      auto* list = std::get_if<AttributeValue::List>(&value->data);
      value = list != nullptr && step.index < list->size() ? &(*list)[step.index] : nullptr;
    } else {
      auto* map = std::get_if<AttributeMap>(&value->data);
      value = map != nullptr ? find_attribute(*map, step.name) : nullptr;
    }
  }
  return value;
}

void put_entry(AttributeMap& map, const std::string& name, AttributeValue value) {
  if (AttributeValue* present = find_attribute(map, name)) {
    *present = std::move(value);
  } else {
    map.push_back({name, std::move(value)});
  }
}

/// Stores a value at the path; an index past the end of a list appends.
Status store(AttributeMap& item, const Path& path, AttributeValue value) {
  const Path::Step& last = path.steps.back();
  if (!path.is_nested()) {
    put_entry(item, last.name, std::move(value));
    return {};
  }
  AttributeValue* parent = parent_of(item, path);
  if (parent == nullptr) return wrong_path();
  if (!last.is_index) {
    auto* map = std::get_if<AttributeMap>(&parent->data);
    if (map == nullptr) return wrong_path();
    put_entry(*map, last.name, std::move(value));
    return {};
  }
  auto* list = std::get_if<AttributeValue::List>(&parent->data);
  if (list == nullptr) return wrong_path();
  if (last.index < list->size()) {
    (*list)[last.index] = std::move(value);
  } else {
    list->push_back(std::move(value));
  }
  return {};
}

void erase_entry(AttributeMap& map, const std::string& name) {
  map.erase(std::remove_if(map.begin(), map.end(), [&](const Attribute& entry) { return entry.name == name; }), map.end());
}

/// Removes the value at the path. It may be missing, but its parent must exist.
Status erase(AttributeMap& item, const Path& path) {
  const Path::Step& last = path.steps.back();
  if (!path.is_nested()) {
    erase_entry(item, last.name);
    return {};
  }
  AttributeValue* parent = parent_of(item, path);
  if (parent == nullptr) return wrong_path();
  if (auto* map = std::get_if<AttributeMap>(&parent->data); map != nullptr && !last.is_index) {
    erase_entry(*map, last.name);
    return {};
  }
  auto* list = std::get_if<AttributeValue::List>(&parent->data);
  if (list == nullptr || !last.is_index) return wrong_path();
  if (last.index < list->size()) list->erase(list->begin() + static_cast<std::ptrdiff_t>(last.index));
  return {};
}

bool comes_before(const Path& a, const Path& b) {
  const auto less = [](const Path::Step& x, const Path::Step& y) {
    if (x.is_index != y.is_index) return y.is_index;
    return x.is_index ? x.index < y.index : x.name < y.name;
  };
  return std::lexicographical_compare(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), less);
}

struct Store {
  const Path* path;
  AttributeValue value;
};

/// Collects what the actions store and remove, reading the item as it was.
Status plan(const Update& update, const AttributeMap& before, std::vector<Store>& stores, std::vector<const Path*>& removals) {
  for (const Action& action : update.actions) {
    const AttributeValue* present = find(before, action.path);
    switch (action.section) {
      case Section::set: {
        ASSIGN_OR_RETURN(AttributeValue value, assigned(action, before));
        stores.push_back({&action.path, std::move(value)});
        break;
      }
      case Section::remove:
        removals.push_back(&action.path);
        break;
      case Section::add: {
        ASSIGN_OR_RETURN(AttributeValue value, added(action, present, update.is_legacy));
        stores.push_back({&action.path, std::move(value)});
        break;
      }
      case Section::delete_: {
        if (present == nullptr) break;
        ASSIGN_OR_RETURN(AttributeValue value, deleted(action, *present, update.is_legacy));
        if (is_empty_set(value)) {
          removals.push_back(&action.path);
        } else {
          stores.push_back({&action.path, std::move(value)});
        }
        break;
      }
    }
  }
  return {};
}

}  // namespace

Result<AttributeMap> apply(const Update& update, AttributeMap item, bool item_exists) {
  std::vector<Store> stores;
  std::vector<const Path*> removals;
  RETURN_IF_ERROR(plan(update, item, stores, removals));
  // Store in order of index, so that appends to a list end up in that order. Removals mean indexes as they were before the update, and
  // never an element that it appended.
  std::stable_sort(stores.begin(), stores.end(), [](const Store& a, const Store& b) { return comes_before(*a.path, *b.path); });
  std::sort(removals.begin(), removals.end(), [](const Path* a, const Path* b) { return comes_before(*b, *a); });
  std::vector<const Path*> present;
  for (const Path* path : removals) {
    if (find(item, *path) != nullptr) {
      present.push_back(path);
    } else if (item_exists) {
      RETURN_IF_ERROR(erase(item, *path));  // for its error
    }
  }
  for (Store& action : stores) RETURN_IF_ERROR(store(item, *action.path, std::move(action.value)));
  for (const Path* path : present) RETURN_IF_ERROR(erase(item, *path));
  for (const Attribute& attribute : item) {
    if (depth_of(attribute.value) > kDeepestValue) return too_deep();
  }
  return item;
}

}  // namespace shardbook
