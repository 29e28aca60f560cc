#include "partiql/condition_of.h"

#include <algorithm>
#include <iterator>
#include <utility>

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
    {"OR", Kind::or_},       {"AND", Kind::and_},      {"NOT", Kind::not_},     {"=", Kind::comparison},  {"<>", Kind::comparison},
    {"<", Kind::comparison}, {"<=", Kind::comparison}, {">", Kind::comparison}, {">=", Kind::comparison}, {"BETWEEN", Kind::between},
};

/// Functions that can be conditions.
constexpr const char* kTests[] = {"attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains"};
constexpr const char* kOtherFunctions[] = {"exists", "list_append", "set_add", "set_delete", "size"};

/// For `a IS STRING`: PartiQL's type names and DynamoDB's.
constexpr std::pair<const char*, const char*> kTypes[] = {
    {"NULL", "NULL"}, {"BOOL", "BOOL"}, {"BOOLEAN", "BOOL"}, {"BLOB", "B"}, {"STRING", "S"},
    {"NUMERIC", "N"}, {"STRUCT", "M"},  {"TUPLE", "M"},      {"LIST", "L"},
};

template <class Names>
bool has_name(const Names& names, const std::string& name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

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
  out.own_value = std::move(value);
  return out;
}

Operand path_operand(const Path& path) {
  Operand out;
  out.path = path;
  return out;
}

Result<ConditionNode> condition_of(const Expression& expression);

/// Returns attribute_exists(path) or attribute_not_exists(path).
ConditionNode presence(bool present, const Path& path) {
  ConditionNode out = node(Kind::function, present ? "attribute_exists" : "attribute_not_exists");
  out.operands.push_back(path_operand(path));
  return out;
}

Result<ConditionNode> missing(const Expression& operand, bool present) {
  if (operand.kind != Expression::Kind::path) return requires_path("MISSING");
  return presence(present, operand.path);
}

/// Translates `a IS MISSING` and `a IS <type>`.
Result<ConditionNode> is(const Expression& expression) {
  const Expression& operand = expression.arguments[0];
  const std::string& type = expression.names[0];
  if (type == "MISSING") return missing(operand, false);
  const auto* found = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const auto& entry) { return entry.first == type; });
  if (found == std::end(kTypes)) return malformed("Expected type name");
  if (operand.kind != Expression::Kind::path) return requires_path(type);
  ConditionNode out = node(Kind::function, "attribute_type");
  out.operands = {path_operand(operand.path), value_operand(AttributeValue(std::string(found->second)))};
  return out;
}

/// Returns the other side of `a = MISSING` or `a <> MISSING`, or null if neither side is MISSING.
const Expression* compared_with_missing(const Expression& comparison) {
  if (comparison.text != "=" && comparison.text != "<>") return nullptr;
  const auto& sides = comparison.arguments;
  if (sides[1].kind == Expression::Kind::missing) return &sides[0];
  return sides[0].kind == Expression::Kind::missing ? &sides[1] : nullptr;
}

Status add_operand(ConditionNode& node, const Expression& expression) {
  ASSIGN_OR_RETURN(Operand operand, operand_of(expression, "size"));
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

Result<ConditionNode> test_function(const Expression& function) {
  if (!has_name(kTests, function.text)) return wrong_function(function);
  ConditionNode out = node(Kind::function, function.text);
  for (const Expression& argument : function.arguments) RETURN_IF_ERROR(add_operand(out, argument));
  return out;
}

Result<ConditionNode> condition_of(const Expression& expression) {
  if (expression.kind == Expression::Kind::function) return test_function(expression);
  if (expression.kind != Expression::Kind::call) return malformed("Unexpected term");
  if (expression.text == "IS") return is(expression);
  if (expression.text == "IN") return in(expression);
  const Operator* known = operator_of(expression.text);
  if (known == nullptr) return malformed("Unexpected operator");
  if (known->kind == Kind::comparison) {
    if (const Expression* other = compared_with_missing(expression)) return missing(*other, expression.text == "<>");
  }
  ConditionNode out = node(known->kind, expression.text);
  const bool joins = known->kind == Kind::or_ || known->kind == Kind::and_ || known->kind == Kind::not_;
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
  if (condition.kind != Kind::and_) {
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
  out.root = node(Kind::and_, "AND");
  out.root.children = std::move(conditions);
  return out;
}

Result<Operand> operand_of(const Expression& expression, std::string_view function) {
  if (expression.kind == Expression::Kind::value) return value_operand(expression.value);
  if (expression.kind == Expression::Kind::path) return path_operand(expression.path);
  if (expression.kind == Expression::Kind::call) return malformed("Unexpected operator");
  if (expression.kind != Expression::Kind::function) return malformed("Unexpected term");
  if (expression.text != function) return wrong_function(expression);
  Operand out;
  out.kind = Operand::Kind::function;
  out.text = expression.text;
  for (const Expression& argument : expression.arguments) {
    ASSIGN_OR_RETURN(Operand operand, operand_of(argument, function));
    out.arguments.push_back(std::move(operand));
  }
  return out;
}

Error misplaced_function(const std::string& name) {
  return expression_fault("The function is not allowed to be used this way in an expression; function: " + name);
}

Error wrong_function(const Expression& function) {
  if (has_name(kTests, function.text) || has_name(kOtherFunctions, function.text)) return misplaced_function(function.text);
  return validation_exception("Unrecognized function: " + function.text + " at " + to_text(function.position));
}

}  // namespace shardbook::partiql
