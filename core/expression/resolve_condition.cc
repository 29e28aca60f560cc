#include <algorithm>
#include <iterator>

#include "expression/condition.h"
#include "expression/condition_parser.h"
#include "expression/resolve.h"
#include "expression/value_text.h"

namespace shardbook {

namespace {

struct FunctionRule {
  const char* name;
  std::size_t operands;
  enum class Use { condition, operand, none } use;
};
constexpr FunctionRule kFunctions[] = {
    {"attribute_exists", 1, FunctionRule::Use::condition},
    {"attribute_not_exists", 1, FunctionRule::Use::condition},
    {"attribute_type", 2, FunctionRule::Use::condition},
    {"begins_with", 2, FunctionRule::Use::condition},
    {"contains", 2, FunctionRule::Use::condition},
    {"size", 1, FunctionRule::Use::operand},
    // For updates only.
    {"if_not_exists", 2, FunctionRule::Use::none},
    {"list_append", 2, FunctionRule::Use::none},
};
constexpr const char* kTypeNames[] = {"B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"};
constexpr std::size_t kMostInOperands = 100;

const FunctionRule* rule_of(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(kFunctions), std::end(kFunctions), [&](const FunctionRule& rule) { return name == rule.name; });
  return found == std::end(kFunctions) ? nullptr : found;
}

/// Calls `visit` for each test (any node except AND, OR and NOT), left to right, until one fails.
template <class Node, class Visit>
Status each_test(Node& node, const Visit& visit) {
  if (node.children.empty()) return visit(node);
  for (auto& child : node.children) RETURN_IF_ERROR(each_test(child, visit));
  return {};
}

Status check_function_names(const Operand& operand) {
  if (operand.kind == Operand::Kind::function && rule_of(operand.text) == nullptr) return invalid_function_name(operand.text);
  for (const Operand& argument : operand.arguments) RETURN_IF_ERROR(check_function_names(argument));
  return {};
}

Status check_names_in_test(const ConditionNode& test) {
  if (test.kind == ConditionNode::Kind::function && rule_of(test.text) == nullptr) return invalid_function_name(test.text);
  for (const Operand& operand : test.operands) RETURN_IF_ERROR(check_function_names(operand));
  return {};
}

Status check_use_as_operand(const Operand& operand) {
  const bool is_function = operand.kind == Operand::Kind::function;
  if (is_function && rule_of(operand.text)->use != FunctionRule::Use::operand) return function_not_allowed(operand.text);
  for (const Operand& argument : operand.arguments) RETURN_IF_ERROR(check_use_as_operand(argument));
  return {};
}

Status check_use(const ConditionNode& test) {
  const bool is_function = test.kind == ConditionNode::Kind::function;
  if (is_function && rule_of(test.text)->use != FunctionRule::Use::condition) return function_not_allowed(test.text);
  for (const Operand& operand : test.operands) RETURN_IF_ERROR(check_use_as_operand(operand));
  return {};
}

Status check_reserved_in_test(const ConditionNode& test) {
  for (const Operand& operand : test.operands) RETURN_IF_ERROR(check_reserved(operand));
  return {};
}

Status check_counts(const Operand& operand) {
  for (const Operand& argument : operand.arguments) RETURN_IF_ERROR(check_counts(argument));
  if (operand.kind != Operand::Kind::function || operand.arguments.size() == rule_of(operand.text)->operands) return {};
  return wrong_operand_count(operand.text, operand.arguments.size());
}

Status check_counts(const ConditionNode& test) {
  for (const Operand& operand : test.operands) RETURN_IF_ERROR(check_counts(operand));
  if (test.kind == ConditionNode::Kind::function && test.operands.size() != rule_of(test.text)->operands) {
    return wrong_operand_count(test.text, test.operands.size());
  }
  const std::size_t listed = test.operands.size() - 1;
  if (test.kind != ConditionNode::Kind::in || listed <= kMostInOperands) return {};
  return expression_fault("The IN operator is provided with too many operands; number of operands: " + std::to_string(listed));
}

bool same_path(const Operand& a, const Operand& b) {
  return a.kind == Operand::Kind::path && b.kind == Operand::Kind::path && a.path == b.path;
}

Status check_distinct(const ConditionNode& test) {
  for (std::size_t i = 1; i < test.operands.size(); ++i) {
    if (!same_path(test.operands[0], test.operands[i])) continue;
    return expression_fault("The first operand must be distinct from the remaining operands for this operator or function; operator: " +
                            test.text + ", first operand: " + to_text(test.operands[0].path));
  }
  return {};
}

/// Returns the type of an operand if it does not depend on the item.
std::optional<AttributeType> known_type(const Operand& operand) {
  if (operand.kind == Operand::Kind::value) return operand.value().type();
  if (operand.kind == Operand::Kind::function) return AttributeType::N;  // size
  return std::nullopt;
}

bool is_ordered(AttributeType type) { return type == AttributeType::S || type == AttributeType::N || type == AttributeType::B; }

Status check_type(const std::string& function, const Operand& operand, bool (*accepts)(AttributeType)) {
  const auto type = known_type(operand);
  if (type && !accepts(*type)) return wrong_operand_type(function, name_of(*type));
  return {};
}

Status check_type_name(const Operand& operand) {
  if (operand.kind != Operand::Kind::value) return wrong_operand_type("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
  const std::string* name = operand.value().s();
  if (name == nullptr) return wrong_operand_type("attribute_type", name_of(operand.value().type()));
  const auto* found = std::find(std::begin(kTypeNames), std::end(kTypeNames), *name);
  if (found != std::end(kTypeNames)) return {};
  return expression_fault("Invalid attribute type name found; type: " + *name + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
}

Status check_size_operand(const Operand& operand) {
  if (operand.kind != Operand::Kind::function) return {};
  return check_type(operand.text, operand.arguments[0], [](AttributeType type) {
    return type != AttributeType::N && type != AttributeType::BOOL && type != AttributeType::NULL_;
  });
}

Status check_function_types(const ConditionNode& test) {
  const std::string& name = test.text;
  if (name == "begins_with") {
    for (const Operand& operand : test.operands) {
      RETURN_IF_ERROR(check_type(name, operand, [](AttributeType type) { return type == AttributeType::S || type == AttributeType::B; }));
    }
    return {};
  }
  if (name == "contains") return {};
  if (name == "attribute_type") return check_type_name(test.operands[1]);
  return test.operands[0].kind == Operand::Kind::path ? Status() : requires_path(name);
}

Status check_bounds(const ConditionNode& test) {
  const Operand& low = test.operands[1];
  const Operand& high = test.operands[2];
  if (low.kind != Operand::Kind::value || high.kind != Operand::Kind::value) return {};
  const std::string bounds = "; lower bound operand: " + to_text(low.value()) + ", upper bound operand: " + to_text(high.value());
  if (low.value().type() != high.value().type()) {
    return expression_fault("The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
  }
  if (compare_scalars(low.value(), high.value()) > 0) {
    return expression_fault("The BETWEEN operator requires upper bound to be greater than or equal to lower bound" + bounds);
  }
  return {};
}

Status check_types(const ConditionNode& test) {
  for (const Operand& operand : test.operands) RETURN_IF_ERROR(check_size_operand(operand));
  if (test.kind == ConditionNode::Kind::function) return check_function_types(test);
  const bool orders =
      test.kind == ConditionNode::Kind::between || (test.kind == ConditionNode::Kind::comparison && test.text != "=" && test.text != "<>");
  if (!orders) return {};
  for (const Operand& operand : test.operands) RETURN_IF_ERROR(check_type(test.text, operand, is_ordered));
  return test.kind == ConditionNode::Kind::between ? check_bounds(test) : Status();
}

Status check_test(const ConditionNode& test) {
  RETURN_IF_ERROR(check_counts(test));
  RETURN_IF_ERROR(check_distinct(test));
  return check_types(test);
}

Status resolve_test(ConditionNode& test, Placeholders& placeholders) {
  for (Operand& operand : test.operands) RETURN_IF_ERROR(resolve(operand, placeholders));
  return check_test(test);
}

int operators_in(const ConditionNode& node) {
  int count = node.children.empty() ? 1 : 0;
  if (node.kind == ConditionNode::Kind::not_) count = 1;
  if (node.children.size() > 1) count = static_cast<int>(node.children.size()) - 1;
  for (const ConditionNode& child : node.children) count += operators_in(child);
  for (const Operand& operand : node.operands) count += operators_in(operand);
  return count;
}

Status resolve_condition(ParsedCondition& parsed, Placeholders& placeholders) {
  if (parsed.redundant_parentheses) return expression_fault("The expression has redundant parentheses;");
  RETURN_IF_ERROR(each_test(parsed.root, check_names_in_test));
  RETURN_IF_ERROR(each_test(parsed.root, check_use));
  RETURN_IF_ERROR(check_operator_count(operators_in(parsed.root)));
  RETURN_IF_ERROR(each_test(parsed.root, check_reserved_in_test));
  return each_test(parsed.root, [&](ConditionNode& test) { return resolve_test(test, placeholders); });
}

void collect_paths(const ConditionNode& node, std::vector<const Path*>& out) {
  for (const Operand& operand : node.operands) operand.collect_paths(out);
  for (const ConditionNode& child : node.children) collect_paths(child, out);
}

}  // namespace

std::vector<const Path*> Condition::paths() const {
  std::vector<const Path*> out;
  collect_paths(root, out);
  return out;
}

Status check_resolved(const ConditionNode& root) {
  RETURN_IF_ERROR(check_operator_count(operators_in(root)));
  return each_test(root, check_test);
}

Result<Condition> parse_condition(std::string_view text, ExpressionKind kind, Placeholders& placeholders) {
  RETURN_IF_ERROR(check_expression_text(kind, text, placeholders.layer()));
  auto parsed = parse_condition_text(text);
  if (!parsed) return invalid_expression(kind, std::move(parsed).error());
  if (Status status = resolve_condition(*parsed, placeholders); !status) return invalid_expression(kind, std::move(status).error());
  return Condition{std::move(parsed->root)};
}

}  // namespace shardbook
