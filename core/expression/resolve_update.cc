#include <algorithm>
#include <iterator>

#include "expression/expression_kind.h"
#include "expression/overlap.h"
#include "expression/resolve.h"
#include "expression/update_parser.h"

namespace shardbook {

namespace {

using Action = Update::Action;
using Section = Update::Section;

/// The type names in errors about ADD and DELETE.
std::string_view long_name(AttributeType type) {
  switch (type) {
    case AttributeType::S:
      return "STRING";
    case AttributeType::N:
      return "NUMBER";
    case AttributeType::B:
      return "BINARY";
    case AttributeType::BOOL:
      return "BOOLEAN";
    case AttributeType::NULL_:
      return "NULL";
    case AttributeType::M:
      return "MAP";
    case AttributeType::L:
      return "LIST";
    default:
      return name_of(type);
  }
}

bool is_set(AttributeType type) { return type == AttributeType::SS || type == AttributeType::NS || type == AttributeType::BS; }

constexpr std::string_view kFunctions[] = {"if_not_exists", "list_append"};
/// Functions of conditions.
constexpr std::string_view kForeignFunctions[] = {
    "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"};

template <std::size_t Count>
bool is_listed(const std::string_view (&names)[Count], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

Status check_function_names(const Operand& operand) {
  const bool is_function = operand.kind == Operand::Kind::function;
  if (is_function && !is_listed(kFunctions, operand.text) && !is_listed(kForeignFunctions, operand.text)) {
    return invalid_function_name(operand.text);
  }
  for (const Operand& argument : operand.arguments) RETURN_IF_ERROR(check_function_names(argument));
  return {};
}

/// Rejects functions of conditions, and list_append within list_append.
Status check_use(const Operand& operand, bool in_list_append) {
  if (operand.kind != Operand::Kind::function) return {};
  const bool appends = operand.text == "list_append";
  if (!is_listed(kFunctions, operand.text) || (appends && in_list_append)) return function_not_allowed(operand.text);
  for (const Operand& argument : operand.arguments) RETURN_IF_ERROR(check_use(argument, in_list_append || appends));
  return {};
}

template <class Actions, class Check>
Status each_operand(Actions& actions, Check check) {
  for (auto& action : actions) {
    if (action.section == Section::remove) continue;
    RETURN_IF_ERROR(check(action.value));
    if (action.arithmetic != 0) RETURN_IF_ERROR(check(action.right));
  }
  return {};
}

Status check_reserved_in_action(const Action& action) {
  RETURN_IF_ERROR(check_reserved(action.path));
  if (action.section == Section::remove) return {};
  RETURN_IF_ERROR(check_reserved(action.value));
  return action.arithmetic != 0 ? check_reserved(action.right) : Status();
}

Status resolve_names_in_action(Action& action, Placeholders& placeholders) {
  RETURN_IF_ERROR(resolve_names(action.path, placeholders));
  if (action.section == Section::remove) return {};
  RETURN_IF_ERROR(resolve_names(action.value, placeholders));
  return action.arithmetic != 0 ? resolve_names(action.right, placeholders) : Status();
}

Status check_set_operand_type(const Action& action) {
  const bool adds = action.section == Section::add;
  if (!adds && action.section != Section::delete_) return {};
  const AttributeType type = action.value.value().type();
  if (is_set(type) || (adds && type == AttributeType::N)) return {};
  const std::string section = adds ? "ADD" : "DELETE";
  return expression_fault("Incorrect operand type for operator or function; operator: " + section +
                          ", operand type: " + std::string(long_name(type)) + ", typeSet: ALLOWED_FOR_" + section + "_OPERAND");
}

/// Fails if the operand's type is known without the item and is not `wanted`.
Status check_known_type(const std::string& function, const Operand& operand, AttributeType wanted) {
  if (operand.kind == Operand::Kind::value && operand.value().type() != wanted) {
    return wrong_operand_type(function, name_of(operand.value().type()));
  }
  if (operand.kind == Operand::Kind::function && operand.text == "list_append" && wanted != AttributeType::L) {
    return wrong_operand_type(function, name_of(AttributeType::L));
  }
  return {};
}

Status check_function(const Operand& operand) {
  if (operand.kind != Operand::Kind::function) return {};
  if (operand.arguments.size() != 2) return wrong_operand_count(operand.text, operand.arguments.size());
  if (operand.text == "if_not_exists" && operand.arguments[0].kind != Operand::Kind::path) return requires_path(operand.text);
  for (const Operand& argument : operand.arguments) {
    RETURN_IF_ERROR(check_function(argument));
    if (operand.text == "list_append") RETURN_IF_ERROR(check_known_type(operand.text, argument, AttributeType::L));
  }
  return {};
}

Status check_functions(const Action& action) {
  if (action.section != Section::set) return {};
  RETURN_IF_ERROR(check_function(action.value));
  if (action.arithmetic == 0) return {};
  RETURN_IF_ERROR(check_function(action.right));
  const std::string sign(1, action.arithmetic);
  RETURN_IF_ERROR(check_known_type(sign, action.value, AttributeType::N));
  return check_known_type(sign, action.right, AttributeType::N);
}

Status check_count(const std::vector<Action>& actions) {
  int count = 0;
  for (const Action& action : actions) {
    count += operators_in(action.value) + operators_in(action.right) + (action.arithmetic != 0 ? 1 : 0);
  }
  return check_operator_count(count);
}

Status resolve_update(ParsedUpdate& parsed, Placeholders& placeholders) {
  std::vector<Action>& actions = parsed.update.actions;
  for (const Action& action : actions) RETURN_IF_ERROR(check_reserved_in_action(action));
  RETURN_IF_ERROR(each_operand(actions, check_function_names));
  RETURN_IF_ERROR(each_operand(actions, [](const Operand& operand) { return check_use(operand, false); }));
  if (parsed.redundant_parentheses) return expression_fault("The expression has redundant parentheses;");
  if (!parsed.repeated_section.empty()) {
    return expression_fault("The \"" + std::string(parsed.repeated_section) + "\" section can only be used once in an update expression;");
  }
  RETURN_IF_ERROR(check_count(actions));
  for (Action& action : actions) RETURN_IF_ERROR(resolve_names_in_action(action, placeholders));
  RETURN_IF_ERROR(each_operand(actions, [&](Operand& operand) { return resolve_values(operand, placeholders); }));
  RETURN_IF_ERROR(check_overlaps(parsed.update.targets()));
  for (const Action& action : actions) RETURN_IF_ERROR(check_set_operand_type(action));
  for (const Action& action : actions) RETURN_IF_ERROR(check_functions(action));
  return {};
}

}  // namespace

std::vector<const Path*> Update::targets() const {
  std::vector<const Path*> out;
  for (const Action& action : actions) out.push_back(&action.path);
  return out;
}

std::vector<const Path*> Update::paths() const {
  std::vector<const Path*> out;
  for (const Action& action : actions) {
    out.push_back(&action.path);
    if (action.section != Section::set) continue;
    action.value.collect_paths(out);
    if (action.arithmetic != 0) action.right.collect_paths(out);
  }
  return out;
}

std::size_t Update::count(Section section) const {
  std::size_t count = 0;
  for (const Action& action : actions) count += action.section == section ? 1 : 0;
  return count;
}

Result<Update> parse_update(std::string_view text, Placeholders& placeholders) {
  RETURN_IF_ERROR(check_expression_text(ExpressionKind::update, text, placeholders.layer()));
  auto parsed = parse_update_text(text);
  if (!parsed) return invalid_expression(ExpressionKind::update, std::move(parsed).error());
  if (Status status = resolve_update(*parsed, placeholders); !status) {
    return invalid_expression(ExpressionKind::update, std::move(status).error());
  }
  return std::move(parsed->update);
}

}  // namespace shardbook
