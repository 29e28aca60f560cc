#include "partiql/update_of.h"

#include "expression/expression_kind.h"
#include "expression/overlap.h"
#include "expression/resolve.h"
#include "partiql/condition_of.h"

namespace shardbook::partiql {

namespace {

using Action = Update::Action;
using Section = Update::Section;

Result<Operand> operand_of_update(const Expression& expression) { return operand_of(expression, "list_append"); }

bool is_set(AttributeType type) { return type == AttributeType::SS || type == AttributeType::NS || type == AttributeType::BS; }

/// Translates `SET a = set_add(a, <<1>>)`.
Result<Action> set_action(const Path& target, const Expression& call) {
  if (call.arguments.size() != 2) return wrong_operand_count(call.text, call.arguments.size());
  const Expression& path = call.arguments[0];
  const Expression& members = call.arguments[1];
  if (path.kind != Expression::Kind::path || !(path.path == target)) return requires_path(call.text);
  if (members.kind != Expression::Kind::value) return malformed("Unexpected term");
  if (!is_set(members.value.type())) return wrong_operand_type(call.text, name_of(members.value.type()));
  Action action;
  action.section = call.text == "set_add" ? Section::add : Section::delete_;
  action.path = target;
  ASSIGN_OR_RETURN(action.value, operand_of_update(members));
  return action;
}

Result<Action> action_of(const Assignment& assignment) {
  Action action;
  action.path = assignment.path;
  if (!assignment.value) {
    action.section = Section::remove;
    return action;
  }
  const Expression& value = *assignment.value;
  const bool is_set_function = value.kind == Expression::Kind::function && (value.text == "set_add" || value.text == "set_delete");
  if (is_set_function) return set_action(assignment.path, value);
  const bool is_sum = value.kind == Expression::Kind::call && (value.text == "+" || value.text == "-");
  ASSIGN_OR_RETURN(action.value, operand_of_update(is_sum ? value.arguments[0] : value));
  if (!is_sum) return action;
  action.arithmetic = value.text[0];
  ASSIGN_OR_RETURN(action.right, operand_of_update(value.arguments[1]));
  return action;
}

/// Rejects values of a type that the function or sign does not take. What a path holds is known only later.
Status check_type(const std::string& function, const Operand& operand, AttributeType wanted) {
  if (operand.kind == Operand::Kind::value && operand.value().type() != wanted) {
    return wrong_operand_type(function, name_of(operand.value().type()));
  }
  if (operand.kind == Operand::Kind::function && wanted != AttributeType::L) return wrong_operand_type(function, name_of(AttributeType::L));
  return {};
}

Status check_list_append(const Operand& operand) {
  if (operand.kind != Operand::Kind::function) return {};
  if (operand.arguments.size() != 2) return wrong_operand_count(operand.text, operand.arguments.size());
  for (const Operand& argument : operand.arguments) {
    if (argument.kind == Operand::Kind::function) return misplaced_function(argument.text);
    RETURN_IF_ERROR(check_type(operand.text, argument, AttributeType::L));
  }
  return {};
}

Status check_types(const Action& action) {
  if (action.section != Section::set) return {};
  RETURN_IF_ERROR(check_list_append(action.value));
  if (action.arithmetic == 0) return {};
  const std::string sign(1, action.arithmetic);
  RETURN_IF_ERROR(check_type(sign, action.value, AttributeType::N));
  return check_type(sign, action.right, AttributeType::N);
}

Status check_count(const std::vector<Action>& actions) {
  int count = 0;
  for (const Action& action : actions) {
    count += operators_in(action.value) + operators_in(action.right) + (action.arithmetic != 0 ? 1 : 0);
  }
  return check_operator_count(count);
}

}  // namespace

Result<Update> update_of(const std::vector<Assignment>& assignments) {
  Update update;
  for (const Assignment& assignment : assignments) {
    ASSIGN_OR_RETURN(Action action, action_of(assignment));
    update.actions.push_back(std::move(action));
  }
  RETURN_IF_ERROR(check_count(update.actions));
  RETURN_IF_ERROR(check_overlaps(update.targets()));
  for (const Action& action : update.actions) RETURN_IF_ERROR(check_types(action));
  return update;
}

}  // namespace shardbook::partiql
