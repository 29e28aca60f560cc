#include "request/legacy_conditions.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "expression/attribute_name.h"
#include "request/legacy_parameters.h"

namespace shardbook {

namespace {

using Arguments = std::vector<const ReadValue*>;
using KeyOperator = KeyCondition::Operator;
using Kind = ConditionNode::Kind;

/// Types an operator can compare.
enum class Accepts { all_but_documents, scalars, texts };

struct OperatorRule {
  const char* name;
  std::size_t least;
  std::size_t most;
  Accepts accepts;
  Kind kind;
  const char* text;  // as in an expression
  bool negated;
  KeyOperator key_operator;
};
constexpr std::size_t kAny = static_cast<std::size_t>(-1);
constexpr OperatorRule kOperators[] = {
    {"EQ", 1, 1, Accepts::all_but_documents, Kind::comparison, "=", false, KeyOperator::eq},
    {"NE", 1, 1, Accepts::all_but_documents, Kind::comparison, "<>", false, KeyOperator::not_indexable},
    {"LE", 1, 1, Accepts::scalars, Kind::comparison, "<=", false, KeyOperator::le},
    {"LT", 1, 1, Accepts::scalars, Kind::comparison, "<", false, KeyOperator::lt},
    {"GE", 1, 1, Accepts::scalars, Kind::comparison, ">=", false, KeyOperator::ge},
    {"GT", 1, 1, Accepts::scalars, Kind::comparison, ">", false, KeyOperator::gt},
    {"NOT_NULL", 0, 0, Accepts::scalars, Kind::function, "attribute_exists", false, KeyOperator::not_indexable},
    {"NULL", 0, 0, Accepts::scalars, Kind::function, "attribute_not_exists", false, KeyOperator::not_indexable},
    {"CONTAINS", 1, 1, Accepts::scalars, Kind::function, "contains", false, KeyOperator::not_indexable},
    {"NOT_CONTAINS", 1, 1, Accepts::scalars, Kind::function, "contains", true, KeyOperator::not_indexable},
    {"BEGINS_WITH", 1, 1, Accepts::texts, Kind::function, "begins_with", false, KeyOperator::begins_with},
    {"IN", 1, kAny, Accepts::scalars, Kind::in, "IN", false, KeyOperator::not_indexable},
    {"BETWEEN", 2, 2, Accepts::scalars, Kind::between, "BETWEEN", false, KeyOperator::between},
};

Error invalid(const std::string& text, Cause cause = Cause::other) {
  return counted(validation_exception("One or more parameter values were invalid: " + text, cause));
}

Result<const OperatorRule*> rule_of(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(kOperators), std::end(kOperators), [&](const OperatorRule& rule) { return name == rule.name; });
  if (found == std::end(kOperators)) return invalid("Invalid comparison operator", Cause::comparison_operator);
  return found;
}

bool accepts(Accepts accepted, AttributeType type) {
  switch (type) {
    case AttributeType::S:
    case AttributeType::B:
      return true;
    case AttributeType::N:
      return accepted != Accepts::texts;
    case AttributeType::SS:
    case AttributeType::NS:
    case AttributeType::BS:
      return accepted == Accepts::all_but_documents;
    case AttributeType::BOOL:
    case AttributeType::NULL_:
    case AttributeType::M:
    case AttributeType::L:
      // Newer than these parameters, but still accepted by EQ and NE.
      return accepted == Accepts::all_but_documents;
  }
  return false;
}

Status check_arguments(const OperatorRule& rule, const Arguments& arguments) {
  for (const ReadValue* argument : arguments) {
    if (argument->fault) return *argument->fault;
  }
  if (arguments.size() < rule.least || arguments.size() > rule.most) {
    return invalid("Invalid number of argument(s) for the " + std::string(rule.name) + " ComparisonOperator");
  }
  if (arguments.empty()) return {};
  const AttributeType type = arguments[0]->value.type();
  for (const ReadValue* argument : arguments) {
    if (argument->value.type() != type) return invalid("AttributeValues inside AttributeValueList must be of same type");
  }
  if (!accepts(rule.accepts, type)) {
    return invalid("ComparisonOperator " + std::string(rule.name) + " is not valid for " + std::string(name_of(type)) +
                   " AttributeValue type");
  }
  if (rule.kind != Kind::between || compare_scalars(arguments[0]->value, arguments[1]->value) <= 0) return {};
  return counted(validation_exception("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound"));
}

Arguments arguments_of(const std::optional<std::vector<ReadValue>>& list) {
  Arguments out;
  if (!list) return out;
  for (const ReadValue& value : *list) out.push_back(&value);
  return out;
}

ConditionNode node(Kind kind, const char* text, std::vector<ConditionNode> children) {
  ConditionNode out;
  out.kind = kind;
  out.text = text;
  out.children = std::move(children);
  return out;
}

/// Translates NOT_CONTAINS: the attribute exists and `contains` is false for it.
ConditionNode negation_of(ConditionNode contains) {
  ConditionNode exists;
  exists.kind = Kind::function;
  exists.text = "attribute_exists";
  exists.operands.push_back(contains.operands.front());
  return node(Kind::and_, "AND", {std::move(exists), node(Kind::not_, "NOT", {std::move(contains)})});
}

ConditionNode test_of(const std::string& attribute, const OperatorRule& rule, const Arguments& arguments) {
  ConditionNode out;
  out.kind = rule.kind;
  out.text = rule.text;
  out.operands.emplace_back().path = path_to(attribute);
  for (const ReadValue* argument : arguments) {
    Operand& operand = out.operands.emplace_back();
    operand.kind = Operand::Kind::value;
    operand.given_value = &argument->value;
  }
  return rule.negated ? negation_of(std::move(out)) : out;
}

/// Translates an ExpectedAttributeValue without a ComparisonOperator.
Result<ConditionNode> test_of_existence(const std::string& attribute, const ExpectedAttributeValue& expected) {
  const std::string place = " for Attribute: " + attribute;
  if (expected.attribute_value_list) return invalid("AttributeValueList can only be used with a ComparisonOperator" + place);
  const bool exists = expected.exists.value_or(true);
  if (exists && !expected.value) {
    return invalid(std::string("Value must be provided when Exists is ") + (expected.exists ? "true" : "null") + place);
  }
  if (!exists && expected.value) return invalid("Value cannot be used when Exists is false" + place);
  const Arguments arguments = exists ? Arguments{&*expected.value} : Arguments();
  ASSIGN_OR_RETURN(const OperatorRule* rule, rule_of(exists ? "EQ" : "NULL"));
  if (exists && expected.value->fault) return *expected.value->fault;
  return test_of(attribute, *rule, arguments);
}

Result<ConditionNode> test_of_expected(const std::string& attribute, const ExpectedAttributeValue& expected) {
  RETURN_IF_ERROR(check_attribute_name(attribute));
  const std::string place = " for Attribute: " + attribute;
  if (expected.value && expected.attribute_value_list) return invalid("Value and AttributeValueList cannot be used together" + place);
  if (!expected.comparison_operator) return test_of_existence(attribute, expected);
  if (expected.exists) return invalid("Exists and ComparisonOperator cannot be used together" + place);
  ASSIGN_OR_RETURN(const OperatorRule* rule, rule_of(*expected.comparison_operator));
  if (rule->least > 0 && !expected.value && !expected.attribute_value_list) {
    return invalid("Value or AttributeValueList must be used with ComparisonOperator: " + *expected.comparison_operator + place);
  }
  const Arguments arguments = expected.value ? Arguments{&*expected.value} : arguments_of(expected.attribute_value_list);
  RETURN_IF_ERROR(check_arguments(*rule, arguments));
  return test_of(attribute, *rule, arguments);
}

Result<ConditionNode> test_of_filter(const std::string& attribute, const LegacyCondition& condition) {
  ASSIGN_OR_RETURN(const OperatorRule* rule, rule_of(*condition.comparison_operator));
  const Arguments arguments = arguments_of(condition.attribute_value_list);
  RETURN_IF_ERROR(check_arguments(*rule, arguments));
  return test_of(attribute, *rule, arguments);
}

/// The operator needs several conditions to combine. The misnamed value is the service's.
Status check_conditional_operator(const std::string& conditional_operator, std::size_t conditions) {
  const auto fault = [](const char* text) { return counted(validation_exception(text)); };
  if (conditions == 0) return fault("ConditionalOperator cannot be used without Filter or Expected");
  if (conditions == 1) return fault("ConditionalOperator can only be used when Filter or Expected has two or more elements");
  if (conditional_operator == "AND" || conditional_operator == "OR") return {};
  return fault("Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]");
}

/// Combines all tests; `test` makes one from each entry.
template <class Entries, class Test>
Result<std::optional<Condition>> combined(const std::optional<Entries>& entries, const std::optional<std::string>& conditional_operator,
                                          Test test) {
  if (conditional_operator) RETURN_IF_ERROR(check_conditional_operator(*conditional_operator, entries ? entries->size() : 0));
  if (!entries || entries->empty()) return std::optional<Condition>();
  Condition condition;
  condition.root.kind = conditional_operator == "OR" ? Kind::or_ : Kind::and_;
  for (const auto& [attribute, entry] : *entries) {
    ASSIGN_OR_RETURN(ConditionNode node, test(attribute, entry));
    condition.root.children.push_back(std::move(node));
  }
  return std::optional<Condition>(std::move(condition));
}

}  // namespace

Result<std::optional<Condition>> expected_condition(const std::optional<ExpectedAttributes>& expected,
                                                    const std::optional<std::string>& conditional_operator) {
  return combined(expected, conditional_operator, test_of_expected);
}

Result<std::optional<Condition>> filter_condition(const std::optional<Conditions>& filter,
                                                  const std::optional<std::string>& conditional_operator) {
  return combined(filter, conditional_operator, test_of_filter);
}

Result<KeyCondition> legacy_key_condition(const Conditions& conditions) {
  KeyCondition out;
  for (const auto& [attribute, condition] : conditions) {
    ASSIGN_OR_RETURN(const OperatorRule* rule, rule_of(*condition.comparison_operator));
    const Arguments arguments = arguments_of(condition.attribute_value_list);
    RETURN_IF_ERROR(check_arguments(*rule, arguments));
    KeyCondition::Test& test = out.tests.emplace_back();
    test.attribute = attribute;
    test.op = rule->key_operator;
    if (!arguments.empty()) test.low = arguments.front()->value;
    if (rule->kind == Kind::between) test.high = arguments.back()->value;
  }
  return out;
}

}  // namespace shardbook
