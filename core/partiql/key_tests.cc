#include "partiql/key_tests.h"

#include <algorithm>

#include "expression/expression_kind.h"

namespace shardbook::partiql {

namespace {

constexpr std::size_t kMostListedHashKeys = 50;

bool is_attribute(const Operand& operand, const std::string& name) {
  return operand.kind == Operand::Kind::path && !operand.path.is_nested() && operand.path.top() == name;
}
bool is_value(const Operand& operand) { return operand.kind == Operand::Kind::value; }

/// The other way round: `1 < a` is `a > 1`.
std::string turned(const std::string& comparator) {
  if (comparator[0] == '<') return ">" + comparator.substr(1);
  return comparator[0] == '>' ? "<" + comparator.substr(1) : comparator;
}

}  // namespace

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

Values pinned_values(const std::vector<ConditionNode>& conditions, const std::string& name) {
  for (const ConditionNode& condition : conditions) {
    Values values;
    if (pinned_values(condition, name, values)) return values;
  }
  return {};
}

Status check_hash_list(const std::vector<ConditionNode>& conditions, const std::string& name) {
  for (const ConditionNode& condition : conditions) {
    if (condition.kind != ConditionNode::Kind::in || !is_attribute(condition.operands[0], name)) continue;
    const std::size_t listed = condition.operands.size() - 1;
    if (listed <= kMostListedHashKeys) continue;
    return expression_fault("The IN operator is provided with too many operands; number of operands: " + std::to_string(listed));
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

Status RangeTests::add(const ConditionNode& condition) {
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

Status RangeTests::add(const std::string& test, const AttributeValue& value) {
  RETURN_IF_ERROR(check_key_value(key_, value));
  tests_.emplace_back(test, &value);
  return {};
}

void RangeTests::narrow(const std::string& prefix, KeyRange& range) const {
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

}  // namespace shardbook::partiql
