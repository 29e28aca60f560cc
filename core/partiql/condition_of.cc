#include "partiql/condition_of.h"

#include <algorithm>

#include "expression/expression_kind.h"
#include "expression/resolve.h"

namespace shardbook::partiql {

namespace {

using Kind = ConditionNode::Kind;

struct Operator {
  const char* text;
  Kind kind;
};
constexpr Operator kOperators[] = {
    {"OR", Kind::either},
    {"AND", Kind::both},
    {"NOT", Kind::negation},
    {"=", Kind::comparison},
    {"<>", Kind::comparison},
    {"<", Kind::comparison},
    {"<=", Kind::comparison},
    {">", Kind::comparison},
    {">=", Kind::comparison},
    {"BETWEEN", Kind::between},
    {"IN", Kind::in},
    {"begins_with", Kind::function},
    {"contains", Kind::function},
    {"attribute_type", Kind::function},
};

const Operator* operator_of(const std::string& text) {
  const auto* found = std::find_if(std::begin(kOperators), std::end(kOperators), [&](const Operator& entry) { return entry.text == text; });
  return found == std::end(kOperators) ? nullptr : found;
}

ConditionNode node(Kind kind, std::string text) {
  ConditionNode out;
  out.kind = kind;
  out.text = std::move(text);
  return out;
}

Operand value_operand(AttributeValue value) {
  Operand out;
  out.kind = Operand::Kind::value;
  out.value = std::move(value);
  return out;
}

Operand path_operand(const Path& path) {
  Operand out;
  out.path = path;
  return out;
}

Result<Operand> operand_of_condition(const Expression& expression) { return operand_of(expression, {"size"}); }

Result<ConditionNode> condition_of(const Expression& expression);

Result<ConditionNode> missing(const Expression& operand, bool present) {
  if (operand.kind != Expression::Kind::path) return requires_path("MISSING");
  return presence(present, operand.path);
}

/// `a IS NULL`: a NULL is stored there.
Result<ConditionNode> null(const Expression& operand) {
  if (operand.kind != Expression::Kind::path) return requires_path("NULL");
  ConditionNode out = node(Kind::function, "attribute_type");
  out.operands = {path_operand(operand.path), value_operand(AttributeValue(std::string("NULL")))};
  return out;
}

/// `a = MISSING`, `a <> MISSING`: nothing if neither side is MISSING.
const Expression* compared_with_missing(const Expression& comparison) {
  if (comparison.text != "=" && comparison.text != "<>") return nullptr;
  const auto& sides = comparison.arguments;
  if (sides[1].kind == Expression::Kind::missing) return &sides[0];
  return sides[0].kind == Expression::Kind::missing ? &sides[1] : nullptr;
}

Status add_operand(ConditionNode& node, const Expression& expression) {
  ASSIGN_OR_RETURN(Operand operand, operand_of_condition(expression));
  node.operands.push_back(std::move(operand));
  return {};
}

/// The second operand is a list of operands, or a value that is a list.
Result<ConditionNode> in(const Expression& expression) {
  ConditionNode out = node(Kind::in, "IN");
  RETURN_IF_ERROR(add_operand(out, expression.arguments[0]));
  const Expression& list = expression.arguments[1];
  if (list.kind == Expression::Kind::value && list.value.l() != nullptr) {
    for (const AttributeValue& value : *list.value.l()) out.operands.push_back(value_operand(value));
  } else if (list.kind == Expression::Kind::list) {
    for (const Expression& element : list.arguments) RETURN_IF_ERROR(add_operand(out, element));
  } else {
    return malformed("Expected a list after IN");
  }
  if (out.operands.size() == 1) return wrong_operand_count("IN", 0);
  return out;
}

Result<ConditionNode> condition_of(const Expression& expression) {
  if (expression.kind != Expression::Kind::call) return malformed("Unexpected term");
  if (expression.text == "IS MISSING") return missing(expression.arguments[0], false);
  if (expression.text == "IS NULL") return null(expression.arguments[0]);
  if (expression.text == "IN") return in(expression);
  const Operator* known = operator_of(expression.text);
  if (known == nullptr) {
    return expression.text == "+" || expression.text == "-" ? malformed("Unexpected operator")
                                                            : expression_fault("Invalid function name; function: " + expression.text);
  }
  if (known->kind == Kind::comparison) {
    if (const Expression* other = compared_with_missing(expression)) return missing(*other, expression.text == "<>");
  }
  ConditionNode out = node(known->kind, expression.text);
  const bool joins = known->kind == Kind::either || known->kind == Kind::both || known->kind == Kind::negation;
  for (const Expression& argument : expression.arguments) {
    if (!joins) {
      RETURN_IF_ERROR(add_operand(out, argument));
      continue;
    }
    ASSIGN_OR_RETURN(ConditionNode child, condition_of(argument));
    out.children.push_back(std::move(child));
  }
  return out;
}

void flatten(ConditionNode condition, std::vector<ConditionNode>& out) {
  if (condition.kind != Kind::both) {
    out.push_back(std::move(condition));
    return;
  }
  for (ConditionNode& child : condition.children) flatten(std::move(child), out);
}

}  // namespace

Result<std::vector<ConditionNode>> conditions_of(const Expression& where) {
  ASSIGN_OR_RETURN(ConditionNode root, condition_of(where));
  RETURN_IF_ERROR(check_resolved(root));
  std::vector<ConditionNode> out;
  flatten(std::move(root), out);
  return out;
}

Condition all_of(std::vector<ConditionNode> conditions) {
  Condition out;
  out.root = node(Kind::both, "AND");
  out.root.children = std::move(conditions);
  return out;
}

Result<Operand> operand_of(const Expression& expression, std::initializer_list<const char*> names) {
  switch (expression.kind) {
    case Expression::Kind::value:
      return value_operand(expression.value);
    case Expression::Kind::path:
      return path_operand(expression.path);
    case Expression::Kind::call:
      break;
    default:
      return malformed("Unexpected term");
  }
  const bool allowed = std::any_of(names.begin(), names.end(), [&](const char* name) { return expression.text == name; });
  if (!allowed) {
    return expression_fault("The function is not allowed to be used this way in an expression; function: " + expression.text);
  }
  Operand out;
  out.kind = Operand::Kind::function;
  out.text = expression.text;
  for (const Expression& argument : expression.arguments) {
    ASSIGN_OR_RETURN(Operand operand, operand_of(argument, names));
    out.arguments.push_back(std::move(operand));
  }
  return out;
}

ConditionNode presence(bool present, const Path& path) {
  ConditionNode out = node(Kind::function, present ? "attribute_exists" : "attribute_not_exists");
  out.operands.push_back(path_operand(path));
  return out;
}

}  // namespace shardbook::partiql
