#include "partiql/key_plan.h"

#include <algorithm>

#include "expression/expression_kind.h"

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

  /// Rows of the key that `prefix` begins.
  void narrow(const std::string& prefix, KeyRange& range) const {
    for (const auto& [test, value] : tests_) {
      std::string row = prefix;
      if (test == "begins_with") {
        append_range_key_prefix(row, *value);
      } else {
        append_range_key(row, *value);
      }
      const KeyRange rows = KeyRange::of_prefix(row);
      const bool is_equal = test == "=" || test == "begins_with";
      if (test[0] == '>' || is_equal) range.from = std::max(range.from, test == ">" ? *rows.to : rows.from);
      if (test[0] == '<' || is_equal) range.end_before(test == "<" ? rows.from : *rows.to);
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

Status check_order(const IndexKeySchema& keys, const std::vector<Order>& order, bool pinned) {
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

/// One partition key: a value for each of its attributes.
using HashKey = std::vector<const AttributeValue*>;

Error too_many_operands(std::size_t count) {
  return expression_fault("The IN operator is provided with too many operands; number of operands: " + std::to_string(count));
}

/// Every partition key that the conditions leave; none if they do not pin all of its attributes.
Result<std::vector<HashKey>> hash_keys(const std::vector<KeyAttribute>& attributes, const std::vector<ConditionNode>& conditions) {
  std::vector<HashKey> out = {{}};
  for (const KeyAttribute& attribute : attributes) {
    const Values values = pinned_values(conditions, attribute.name);
    if (values.empty()) return std::vector<HashKey>();
    if (out.size() * values.size() > kMostPartitionKeys) return too_many_operands(values.size());
    std::vector<HashKey> longer;
    for (const HashKey& key : out) {
      for (const AttributeValue* value : values) longer.emplace_back(key).push_back(value);
    }
    out = std::move(longer);
  }
  for (const HashKey& key : out) {
    for (std::size_t i = 0; i < key.size(); ++i) RETURN_IF_ERROR(check_key_value(attributes[i], *key[i]));
  }
  return out;
}

/// In the order in which their partitions are visited, each once. ORDER BY knows the first attribute of a partition key.
void sort_hash_keys(std::vector<HashKey>& keys, const Order* order) {
  const auto before = [&](const HashKey& a, const HashKey& b) {
    const int compared = order == nullptr ? 0 : compare_scalars(*a[0], *b[0]);
    if (compared != 0) return order->descending ? compared > 0 : compared < 0;
    return item_key_prefix(a) < item_key_prefix(b);
  };
  const auto same = [](const HashKey& a, const HashKey& b) { return item_key_prefix(a) == item_key_prefix(b); };
  std::sort(keys.begin(), keys.end(), before);
  keys.erase(std::unique(keys.begin(), keys.end(), same), keys.end());
}

/// What WHERE says of sort keys: values of the first ones, then a list of values or a range of the next.
struct RangePlan {
  Values leading;
  Values values;
  std::optional<RangeTests> tests;
};

Result<RangePlan> plan_range(const std::vector<KeyAttribute>& attributes, const std::vector<ConditionNode>& conditions) {
  RangePlan plan;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const KeyAttribute& attribute = attributes[i];
    const Values values = pinned_values(conditions, attribute.name);
    for (const AttributeValue* value : values) RETURN_IF_ERROR(check_key_value(attribute, *value));
    if (values.size() == 1 && i + 1 < attributes.size()) {
      plan.leading.push_back(values[0]);
      continue;
    }
    plan.values = values;
    plan.tests.emplace(attribute);
    for (const ConditionNode& condition : conditions) RETURN_IF_ERROR(plan.tests->add(condition));
    break;
  }
  return plan;
}

/// Parts of one partition key: one, or one for each sort key that is asked for.
void add_parts(ReadPlan& plan, const HashKey& hash, const RangePlan& range) {
  std::string prefix = item_key_prefix(hash);
  const std::size_t hash_size = prefix.size();
  for (const AttributeValue* value : range.leading) append_range_key(prefix, *value);
  KeyRange whole = KeyRange::of_prefix(prefix);
  if (range.tests) range.tests->narrow(prefix, whole);
  if (range.values.empty()) {
    plan.parts.push_back({whole, hash_size});
    return;
  }
  std::vector<std::string> rows;
  for (const AttributeValue* value : range.values) append_range_key(rows.emplace_back(prefix), *value);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  if (!plan.forward) std::reverse(rows.begin(), rows.end());
  for (const std::string& row : rows) {
    if (whole.contains(row)) plan.parts.push_back({KeyRange::of_prefix(row), hash_size});
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

Result<ReadPlan> plan_read(const IndexKeySchema& keys, const std::vector<ConditionNode>& conditions, const std::vector<Order>& order) {
  ASSIGN_OR_RETURN(std::vector<HashKey> hashes, hash_keys(keys.hash, conditions));
  RETURN_IF_ERROR(check_order(keys, order, !hashes.empty()));
  ReadPlan plan;
  plan.keyed = !hashes.empty();
  if (!plan.keyed) {
    plan.parts.push_back({KeyRange(), 0});
    return plan;
  }
  sort_hash_keys(hashes, order_of(order, keys.hash[0].name));
  plan.several_keys = hashes.size() > 1;
  ASSIGN_OR_RETURN(const RangePlan range, plan_range(keys.range, conditions));
  const Order* by_range = keys.range.empty() ? nullptr : order_of(order, keys.range[0].name);
  plan.forward = by_range == nullptr || !by_range->descending;
  plan.by_range_key = plan.several_keys && by_range != nullptr && by_range == order.data();
  plan.whole_key = !plan.several_keys && range.leading.size() + range.values.size() == keys.range.size();
  for (const HashKey& hash : hashes) add_parts(plan, hash, range);
  return plan;
}

}  // namespace shardbook::partiql
