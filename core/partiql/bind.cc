#include "partiql/bind.h"

#include <algorithm>

#include "value/base64.h"

namespace shardbook::partiql {

namespace {

constexpr int kDeepestValue = 32;
constexpr int kDeepestItem = kDeepestValue + 1;  // its attributes' values are counted, not itself

Error invalid(const std::string& what) { return validation_exception("One or more parameter values were invalid: " + what); }

bool is_value(const Expression& expression) { return expression.kind == Expression::Kind::value; }

template <class T>
bool has_duplicates(const std::vector<T>& members) {
  for (auto at = members.begin(); at != members.end(); ++at) {
    if (std::find(members.begin(), at, *at) != at) return true;
  }
  return false;
}

/// "[a, a]"
template <class Text>
std::string list_text(const std::vector<std::string>& members, Text text) {
  std::string out;
  for (const std::string& member : members) out += (out.empty() ? "[" : ", ") + text(member);
  return out + "]";
}

Error duplicates(const std::vector<std::string>& strings) {
  return invalid("Input collection " + list_text(strings, [](const std::string& text) { return text; }) + " contains duplicates.");
}
Error duplicates(const std::vector<Number>&) { return validation_exception("Input collection contains duplicates"); }
Error duplicate_binaries(const std::vector<std::string>& binaries) {
  return invalid("Input collection " + list_text(binaries, to_base64) + "of type BS contains duplicates.");
}

/// Members of one type, taken out of their values.
template <class Set, class Take>
Result<Set> set_of(const std::vector<Expression>& elements, Take take) {
  Set set;
  for (const Expression& element : elements) {
    const auto* member = take(element.value);
    if (member == nullptr) return invalid("Set elements must be of one type, a string, a number or a binary");
    set.members.push_back(*member);
  }
  return set;
}

Result<AttributeValue> string_set(const std::vector<Expression>& elements) {
  ASSIGN_OR_RETURN(auto set, set_of<AttributeValue::StringSet>(elements, [](const AttributeValue& value) { return value.s(); }));
  if (has_duplicates(set.members)) return duplicates(set.members);
  return AttributeValue(std::move(set));
}

Result<AttributeValue> number_set(const std::vector<Expression>& elements) {
  ASSIGN_OR_RETURN(auto set, set_of<AttributeValue::NumberSet>(elements, [](const AttributeValue& value) { return value.n(); }));
  if (has_duplicates(set.members)) return duplicates(set.members);
  return AttributeValue(std::move(set));
}

Result<AttributeValue> binary_set(const std::vector<Expression>& elements) {
  const auto bytes = [](const AttributeValue& value) { return value.b() != nullptr ? &value.b()->bytes : nullptr; };
  ASSIGN_OR_RETURN(auto set, set_of<AttributeValue::BinarySet>(elements, bytes));
  if (has_duplicates(set.members)) return duplicate_binaries(set.members);
  return AttributeValue(std::move(set));
}

Result<AttributeValue> set_value(const std::vector<Expression>& elements) {
  if (elements.empty()) return invalid("An string set  may not be empty");
  const AttributeValue& first = elements.front().value;
  if (first.n() != nullptr) return number_set(elements);
  return first.b() != nullptr ? binary_set(elements) : string_set(elements);
}

Result<AttributeValue> map_value(Expression& map) {
  AttributeMap entries;
  for (std::size_t i = 0; i < map.names.size(); ++i) {
    if (find_attribute(entries, map.names[i]) != nullptr) return invalid("Duplicate map key: " + map.names[i]);
    entries.push_back({map.names[i], std::move(map.arguments[i].value)});
  }
  return AttributeValue(std::move(entries));
}

Result<AttributeValue> value_of(Expression& collection) {
  if (collection.kind == Expression::Kind::set) return set_value(collection.arguments);
  if (collection.kind == Expression::Kind::map) return map_value(collection);
  AttributeValue::List list;
  for (Expression& element : collection.arguments) list.push_back(std::move(element.value));
  return AttributeValue(std::move(list));
}

bool is_collection(const Expression& expression) {
  using Kind = Expression::Kind;
  return expression.kind == Kind::list || expression.kind == Kind::map || expression.kind == Kind::set;
}

class Binder {
 public:
  explicit Binder(const std::vector<ReadValue>& parameters) : parameters_(parameters) {}

  Status bind(Expression& expression, int deepest = kDeepestValue) {
    if (expression.kind == Expression::Kind::parameter) {
      expression.value = parameters_[expression.parameter].value;
      expression.kind = Expression::Kind::value;
    }
    for (Expression& argument : expression.arguments) RETURN_IF_ERROR(bind(argument));
    if (!is_collection(expression) || !std::all_of(expression.arguments.begin(), expression.arguments.end(), is_value)) return {};
    ASSIGN_OR_RETURN(expression.value, value_of(expression));
    expression.kind = Expression::Kind::value;
    expression.arguments.clear();
    expression.names.clear();
    if (depth_of(expression.value) <= deepest) return {};
    return validation_exception(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");
  }

 private:
  const std::vector<ReadValue>& parameters_;
};

}  // namespace

Status bind(Statement& statement, const std::vector<ReadValue>& parameters) {
  if (parameters.size() != statement.parameters) {
    return validation_exception("Number of parameters in request and statement don't match.");
  }
  Binder binder(parameters);
  if (statement.where) RETURN_IF_ERROR(binder.bind(*statement.where));
  if (statement.item) RETURN_IF_ERROR(binder.bind(*statement.item, kDeepestItem));
  for (Assignment& assignment : statement.assignments) {
    if (assignment.value) RETURN_IF_ERROR(binder.bind(*assignment.value));
  }
  return {};
}

}  // namespace shardbook::partiql
