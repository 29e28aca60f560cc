#include "expression/resolve.h"

#include "expression/expression_kind.h"
#include "expression/reserved_words.h"

namespace shardbook {

namespace {

constexpr int kMostOperators = 300;
constexpr std::size_t kDeepestPath = 32;

Status resolve_value(Operand& operand, Placeholders& placeholders) {
  const AttributeValue* value = placeholders.value(operand.text);
  if (value == nullptr) {
    return expression_fault("An expression attribute value used in expression is not defined; attribute value: " + operand.text);
  }
  operand.given_value = value;
  return {};
}

}  // namespace

Status check_reserved(const Path& path) {
  for (const Path::Step& step : path.steps) {
    if (step.is_index || step.name[0] == '#' || !is_reserved_word(step.name)) continue;
    return expression_fault("Attribute name is a reserved keyword; reserved keyword: " + step.name);
  }
  return {};
}

Status check_reserved(const Operand& operand) {
  if (operand.kind == Operand::Kind::path) return check_reserved(operand.path);
  for (const Operand& argument : operand.arguments) RETURN_IF_ERROR(check_reserved(argument));
  return {};
}

Status resolve_names(Path& path, Placeholders& placeholders) {
  for (Path::Step& step : path.steps) {
    if (step.is_index || step.name[0] != '#') continue;
    const std::string* name = placeholders.name(step.name);
    if (name == nullptr) {
      return expression_fault("An expression attribute name used in the document path is not defined; attribute name: " + step.name);
    }
    step.name = *name;
  }
  if (path.steps.size() > kDeepestPath) {
    return expression_fault("The document path has too many nesting levels; nesting levels: " + std::to_string(path.steps.size()));
  }
  return {};
}

Status resolve_names(Operand& operand, Placeholders& placeholders) {
  if (operand.kind == Operand::Kind::path) return resolve_names(operand.path, placeholders);
  for (Operand& argument : operand.arguments) RETURN_IF_ERROR(resolve_names(argument, placeholders));
  return {};
}

Status resolve_values(Operand& operand, Placeholders& placeholders) {
  if (operand.kind == Operand::Kind::value) return resolve_value(operand, placeholders);
  for (Operand& argument : operand.arguments) RETURN_IF_ERROR(resolve_values(argument, placeholders));
  return {};
}

Status resolve(Operand& operand, Placeholders& placeholders) {
  if (operand.kind == Operand::Kind::path) return resolve_names(operand.path, placeholders);
  if (operand.kind == Operand::Kind::value) return resolve_value(operand, placeholders);
  for (Operand& argument : operand.arguments) RETURN_IF_ERROR(resolve(argument, placeholders));
  return {};
}

Error invalid_function_name(const std::string& function) { return expression_fault("Invalid function name; function: " + function); }

Error function_not_allowed(const std::string& function) {
  return expression_fault("The function is not allowed to be used this way in an expression; function: " + function);
}

Error wrong_operand_count(const std::string& function, std::size_t count) {
  return expression_fault("Incorrect number of operands for operator or function; operator or function: " + function +
                          ", number of operands: " + std::to_string(count));
}

Error wrong_operand_type(const std::string& function, std::string_view type) {
  return expression_fault("Incorrect operand type for operator or function; operator or function: " + function +
                          ", operand type: " + std::string(type));
}

Error requires_path(const std::string& function) {
  return expression_fault("Operator or function requires a document path; operator or function: " + function);
}

int operators_in(const Operand& operand) {
  int count = operand.kind == Operand::Kind::function ? 1 : 0;
  for (const Operand& argument : operand.arguments) count += operators_in(argument);
  return count;
}

Status check_operator_count(int count) {
  if (count <= kMostOperators) return {};
  return expression_fault("The expression contains too many operators; operator count: 301");
}

}  // namespace shardbook
