#include "expression/key_condition.h"

namespace shardbook {

namespace {

using Operator = KeyCondition::Operator;

Error invalid_condition(const std::string& text) { return validation_exception("Invalid condition in KeyConditionExpression: " + text); }

Error invalid_operator(const std::string& name) { return validation_exception("Invalid operator used in KeyConditionExpression: " + name); }

Operator operator_of(const std::string& comparator) {
  if (comparator == "=") return Operator::eq;
  if (comparator == "<") return Operator::lt;
  if (comparator == "<=") return Operator::le;
  return comparator == ">" ? Operator::gt : Operator::ge;
}

Operator flipped(Operator op) {
  switch (op) {
    case Operator::lt:
      return Operator::gt;
    case Operator::le:
      return Operator::ge;
    case Operator::gt:
      return Operator::lt;
    case Operator::ge:
      return Operator::le;
    default:
      return op;
  }
}

Status check_operator(const ConditionNode& test) {
  switch (test.kind) {
    case ConditionNode::Kind::or_:
    case ConditionNode::Kind::not_:
    case ConditionNode::Kind::in:
      return invalid_operator(test.text);
    case ConditionNode::Kind::function:
      if (test.text != "begins_with") return invalid_operator(test.text);
      return {};
    case ConditionNode::Kind::comparison:
      if (test.text == "<>") return invalid_operator(test.text);
      return {};
    case ConditionNode::Kind::and_:
    case ConditionNode::Kind::between:
      return {};
  }
  return {};
}

Error nested_attribute(ValidationLayer layer) {
  Error fault = validation_exception("KeyConditionExpressions cannot have conditions on nested attributes");
  return layer == ValidationLayer::older ? fault : invalid_expression(ExpressionKind::key_condition, fault);
}

Status check_operands(const ConditionNode& test, ValidationLayer layer) {
  std::size_t paths = 0;
  for (const Operand& operand : test.operands) {
    if (operand.kind == Operand::Kind::function) return validation_exception("KeyConditionExpressions cannot contain nested operations");
    if (operand.kind != Operand::Kind::path) continue;
    ++paths;
    if (operand.path.is_nested()) return nested_attribute(layer);
  }
  if (paths == 0) return invalid_condition("No key attribute specified");
  const bool path_first = test.operands[0].kind == Operand::Kind::path;
  if (test.kind != ConditionNode::Kind::comparison && !path_first) {
    return invalid_condition(test.text + " operator must have the key attribute as its first operand");
  }
  if (paths > 1) return invalid_condition("Multiple attribute names used in one condition");
  return {};
}

KeyCondition::Test test_of(const ConditionNode& node) {
  const bool path_first = node.operands[0].kind == Operand::Kind::path;
  KeyCondition::Test test;
  test.attribute = node.operands[path_first ? 0 : 1].path.top();
  test.low = node.operands[path_first ? 1 : 0].value();
  switch (node.kind) {
    case ConditionNode::Kind::between:
      test.op = Operator::between;
      test.high = node.operands[2].value();
      break;
    case ConditionNode::Kind::function:
      test.op = Operator::begins_with;
      break;
    default:
      test.op = path_first ? operator_of(node.text) : flipped(operator_of(node.text));
  }
  return test;
}

Status add_tests(const ConditionNode& node, ValidationLayer layer, KeyCondition& out) {
  RETURN_IF_ERROR(check_operator(node));
  if (node.kind == ConditionNode::Kind::and_) {
    for (const ConditionNode& child : node.children) RETURN_IF_ERROR(add_tests(child, layer, out));
    return {};
  }
  RETURN_IF_ERROR(check_operands(node, layer));
  KeyCondition::Test test = test_of(node);
  for (const KeyCondition::Test& earlier : out.tests) {
    if (earlier.attribute == test.attribute) {
      return validation_exception("KeyConditionExpressions must only contain one condition per key");
    }
  }
  out.tests.push_back(std::move(test));
  return {};
}

}  // namespace

bool passes(const KeyCondition::Test& test, const AttributeValue& value) {
  if (test.op == Operator::begins_with) {
    const std::string& text = value.s() != nullptr ? *value.s() : value.b()->bytes;
    const std::string& prefix = test.low.s() != nullptr ? *test.low.s() : test.low.b()->bytes;
    return text.compare(0, prefix.size(), prefix) == 0;
  }
  const int order = compare_scalars(value, test.low);
  switch (test.op) {
    case Operator::eq:
      return order == 0;
    case Operator::lt:
      return order < 0;
    case Operator::le:
      return order <= 0;
    case Operator::gt:
      return order > 0;
    case Operator::ge:
      return order >= 0;
    case Operator::between:
      return order >= 0 && compare_scalars(value, test.high) <= 0;
    case Operator::begins_with:
    case Operator::not_indexable:
      break;
  }
  return false;
}

Result<KeyCondition> key_condition_of(const Condition& condition, ValidationLayer layer) {
  KeyCondition out;
  RETURN_IF_ERROR(add_tests(condition.root, layer, out));
  return out;
}

}  // namespace shardbook
