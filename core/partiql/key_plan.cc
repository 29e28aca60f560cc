#include "partiql/key_plan.h"

#include <algorithm>

#include "expression/resolve.h"

namespace shardbook::partiql {

namespace {

using Values = std::vector<const AttributeValue*>;

constexpr std::size_t kMostPartitionKeys = 50;

bool is_attribute(const Operand& operand, const std::string& name) {
  return operand.kind == Operand::Kind::path && !operand.path.is_nested() && operand.path.top() == name;
}
bool is_value(const Operand& operand) { return operand.kind == Operand::Kind::value; }

/// Adds the values that the condition leaves to the attribute; false if it leaves more than such a list.
bool pinned_values(const ConditionNode& condition, const std::string& name, Values& out) {
  const std::vector<Operand>& operands = condition.operands;
  switch (condition.kind) {
    case ConditionNode::Kind::comparison: {
      if (condition.text != "=") return false;
      const bool reversed = is_value(operands[0]);
      const Operand& value = operands[reversed ? 0 : 1];
      if (!is_attribute(operands[reversed ? 1 : 0], name) || !is_value(value)) return false;
      out.push_back(&value.value);
      return true;
    }
    case ConditionNode::Kind::in:
      if (!is_attribute(operands[0], name) || !std::all_of(operands.begin() + 1, operands.end(), is_value)) return false;
      for (std::size_t i = 1; i < operands.size(); ++i) out.push_back(&operands[i].value);
      return true;
    case ConditionNode::Kind::either:
      return std::all_of(condition.children.begin(), condition.children.end(),
                         [&](const ConditionNode& child) { return pinned_values(child, name, out); });
    default:
      return false;
  }
}

/// The values that the first such condition leaves; empty if there is none.
Values pinned_values(const std::vector<ConditionNode>& conditions, const std::string& name) {
  for (const ConditionNode& condition : conditions) {
    Values values;
    if (pinned_values(condition, name, values)) return values;
  }
  return {};
}

Status check_key_value(const KeyAttribute& key, const AttributeValue& value) {
  if (value.type() != key.type) {
    return validation_exception("One or more parameter values were invalid: Condition parameter type does not match schema type");
  }
  if (value.n() != nullptr || size_of(value) > 0) return {};
  return validation_exception(
      std::string("One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ") +
      (value.s() != nullptr ? "string" : "binary") + " value. Key: " + key.name);
}

/// The other way round: `1 < a` is `a > 1`.
std::string turned(const std::string& comparator) {
  if (comparator[0] == '<') return ">" + comparator.substr(1);
  return comparator[0] == '>' ? "<" + comparator.substr(1) : comparator;
}

/// Narrows what a partition's range holds by one test of its sort key.
class RangeTests {
 public:
  explicit RangeTests(const KeyAttribute& key) : key_(key) {}

  Status add(const ConditionNode& condition) {
    const std::vector<Operand>& operands = condition.operands;
    if (condition.kind == ConditionNode::Kind::comparison && condition.text != "<>") {
      const bool reversed = is_value(operands[0]);
      const Operand& value = operands[reversed ? 0 : 1];
      if (!is_attribute(operands[reversed ? 1 : 0], key_.name) || !is_value(value)) return {};
      return add(reversed ? turned(condition.text) : condition.text, value.value);
    }
    const bool between = condition.kind == ConditionNode::Kind::between;
    const bool prefix = condition.kind == ConditionNode::Kind::function && condition.text == "begins_with";
    if (!between && !prefix) return {};
    if (!is_attribute(operands[0], key_.name) || !std::all_of(operands.begin() + 1, operands.end(), is_value)) return {};
    if (prefix) return add("begins_with", operands[1].value);
    RETURN_IF_ERROR(add(">=", operands[1].value));
    return add("<=", operands[2].value);
  }

  void narrow(const std::string& prefix, KeyRange& range) const {
    for (const auto& [test, value] : tests_) {
      std::string at = prefix;
      append_range_key(at, *value);
      if (test == "begins_with") {
        const KeyRange beginning = KeyRange::of_prefix(at);
        range.from = std::max(range.from, beginning.from);
        if (beginning.to) range.end_before(*beginning.to);
        continue;
      }
      if (test[0] == '>' || test == "=") range.from = std::max(range.from, test == ">" ? just_after(at) : at);
      if (test[0] == '<' || test == "=") range.end_before(test == "<" ? at : just_after(at));
    }
  }

 private:
  Status add(const std::string& test, const AttributeValue& value) {
    RETURN_IF_ERROR(check_key_value(key_, value));
    tests_.emplace_back(test, &value);
    return {};
  }

  const KeyAttribute& key_;
  std::vector<std::pair<std::string, const AttributeValue*>> tests_;
};

const Order* order_of(const std::vector<Order>& order, const std::string& name) {
  const auto found = std::find_if(order.begin(), order.end(), [&](const Order& entry) { return entry.attribute == name; });
  return found == order.end() ? nullptr : &*found;
}

Status check_order(const KeySchema& keys, const std::vector<Order>& order, bool pinned) {
  if (order.empty()) return {};
  if (!pinned) {
    return validation_exception("Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  }
  for (const Order& entry : order) {
    if (keys.has(entry.attribute)) continue;
    return validation_exception("Variable reference " + entry.attribute + " in ORDER BY clause is not part of the primary key");
  }
  return {};
}

/// In the order in which their partitions are visited, each once.
void sort_partition_keys(Values& values, const Order* order) {
  const auto before = [&](const AttributeValue* a, const AttributeValue* b) {
    if (order == nullptr) return item_key_prefix(*a) < item_key_prefix(*b);
    const int compared = compare_scalars(*a, *b);
    return order->descending ? compared > 0 : compared < 0;
  };
  std::sort(values.begin(), values.end(), before);
  values.erase(std::unique(values.begin(), values.end(), [](const auto* a, const auto* b) { return *a == *b; }), values.end());
}

/// Parts of one partition key: one, or one for each sort key that is asked for.
void add_parts(ReadPlan& plan, const AttributeValue& hash, const Values& range_values, const RangeTests* tests) {
  const std::string prefix = item_key_prefix(hash);
  KeyRange whole = KeyRange::of_prefix(prefix);
  if (tests != nullptr) tests->narrow(prefix, whole);
  if (range_values.empty()) {
    plan.parts.push_back({whole, prefix.size()});
    return;
  }
  std::vector<std::string> items;
  for (const AttributeValue* value : range_values) {
    items.push_back(prefix);
    append_range_key(items.back(), *value);
  }
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  if (!plan.forward) std::reverse(items.begin(), items.end());
  for (const std::string& item : items) {
    if (whole.contains(item)) plan.parts.push_back({{item, just_after(item)}, prefix.size()});
  }
}

}  // namespace

std::optional<PinnedKey> pinned_key(const KeySchema& keys, const std::vector<ConditionNode>& conditions) {
  PinnedKey out;
  for (const ConditionNode& condition : conditions) {
    bool taken = false;
    for (const KeyAttribute* key : {&keys.hash, keys.range ? &*keys.range : nullptr}) {
      Values values;
      if (key == nullptr || find_attribute(out.key, key->name) != nullptr) continue;
      if (!pinned_values(condition, key->name, values) || values.size() != 1) continue;
      out.key.push_back({key->name, *values[0]});
      taken = true;
      break;
    }
    if (!taken) out.rest.push_back(condition);
  }
  if (out.key.size() != (keys.range ? 2 : 1)) return std::nullopt;
  return out;
}

Result<ReadPlan> plan_read(const KeySchema& keys, const std::vector<ConditionNode>& conditions, const std::vector<Order>& order) {
  Values hash_values = pinned_values(conditions, keys.hash.name);
  RETURN_IF_ERROR(check_order(keys, order, !hash_values.empty()));
  ReadPlan plan;
  if (hash_values.empty()) {
    plan.parts.push_back({KeyRange(), 0});
    return plan;
  }
  if (hash_values.size() > kMostPartitionKeys) return wrong_operand_count("IN", hash_values.size());
  for (const AttributeValue* value : hash_values) RETURN_IF_ERROR(check_key_value(keys.hash, *value));
  plan.several_keys = hash_values.size() > 1;
  sort_partition_keys(hash_values, order_of(order, keys.hash.name));

  Values range_values;
  std::optional<RangeTests> tests;
  if (keys.range) {
    range_values = pinned_values(conditions, keys.range->name);
    for (const AttributeValue* value : range_values) RETURN_IF_ERROR(check_key_value(*keys.range, *value));
    tests.emplace(*keys.range);
    for (const ConditionNode& condition : conditions) RETURN_IF_ERROR(tests->add(condition));
    const Order* by_range = order_of(order, keys.range->name);
    plan.forward = by_range == nullptr || !by_range->descending;
    plan.by_range_key = by_range == order.data() && by_range != nullptr && hash_values.size() > 1;
  }
  for (const AttributeValue* value : hash_values) add_parts(plan, *value, range_values, tests ? &*tests : nullptr);
  plan.single_item = hash_values.size() == 1 && (!keys.range || range_values.size() == 1);
  return plan;
}

}  // namespace shardbook::partiql
