#include "partiql/bind.h"

#include <algorithm>

#include "protocol/attribute_reader.h"
#include "value/name_order.h"

namespace shardbook::partiql {

namespace {

constexpr int kDeepestValue = 32;
constexpr int kDeepestItem = kDeepestValue + 1;  // counts the levels of its attributes' values, but not its own

Error invalid(const std::string& what) { return validation_exception("One or more parameter values were invalid: " + what); }

/// The position of a literal within the one that contains it.
struct Place {
  const Place* parent = nullptr;
  std::string step;

  /// Returns "root.x[0]".
  std::string text() const { return parent == nullptr ? "root" : parent->text() + step; }
};

/// Adds the place of the literal to the error.
Error under(Error fault, const Place& place) {
  fault.message += " under " + place.text();
  return fault;
}

bool is_value(const Expression& expression) { return expression.kind == Expression::Kind::value; }
bool is_collection(const Expression& expression) {
  using Kind = Expression::Kind;
  return expression.kind == Kind::list || expression.kind == Kind::map || expression.kind == Kind::set;
}

Result<AttributeValue> number_of(const std::string& text) {
  const auto number = Number::parse(text);
  if (const auto* value = std::get_if<Number>(&number)) return AttributeValue(*value);
  switch (std::get<Number::Fault>(number)) {
    case Number::Fault::overflow:
      return validation_exception("Number overflow. Attempting to store a number with magnitude larger than supported range");
    case Number::Fault::underflow:
      return validation_exception("Number underflow. Attempting to store a number with magnitude smaller than supported range");
    case Number::Fault::precision:
      return validation_exception("Attempting to store more than 38 significant digits in a Number");
    default:
      return validation_exception("The parameter cannot be converted to a numeric value: " + text);
  }
}

/// Collects members of the same type.
template <class Set, class Take>
Result<AttributeValue> set_of(const std::vector<Expression>& elements, Take take) {
  Set set;
  for (const Expression& element : elements) {
    const auto* member = take(element.value);
    if (member == nullptr) return invalid("Set elements must be of one type, a string, a number or a binary");
    set.members.push_back(*member);
  }
  AttributeValue value(std::move(set));
  if (auto fault = set_fault(value, ValidationLayer::older)) return *std::move(fault);
  return value;
}

Result<AttributeValue> set_value(const std::vector<Expression>& elements) {
  if (elements.empty()) return validation_exception("Empty bags are not supported");
  const AttributeValue& first = elements.front().value;
  if (first.n() != nullptr) {
    return set_of<AttributeValue::NumberSet>(elements, [](const AttributeValue& value) { return value.n(); });
  }
  if (first.b() != nullptr) {
    return set_of<AttributeValue::BinarySet>(
        elements, [](const AttributeValue& value) { return value.b() != nullptr ? &value.b()->bytes : nullptr; });
  }
  return set_of<AttributeValue::StringSet>(elements, [](const AttributeValue& value) { return value.s(); });
}

Result<AttributeValue> map_value(Expression& map) {
  const auto repeated = NameOrder(map.names).repeated();
  AttributeMap entries;
  for (std::size_t i = 0; i < map.names.size(); ++i) {
    if (repeated[i] != 0) return invalid("Duplicate map key: " + map.names[i]);
    entries.push_back({map.names[i], std::move(map.arguments[i].value)});
  }
  return AttributeValue(std::move(entries));
}

AttributeValue list_value(Expression& list) {
  AttributeValue::List out;
  for (Expression& element : list.arguments) out.push_back(std::move(element.value));
  return AttributeValue(std::move(out));
}

Result<AttributeValue> literal_value(Expression& literal) {
  if (literal.kind == Expression::Kind::number) return number_of(literal.text);
  if (literal.kind == Expression::Kind::set) return set_value(literal.arguments);
  return literal.kind == Expression::Kind::map ? map_value(literal) : Result<AttributeValue>(list_value(literal));
}

/// Returns ".x" in a map, "[0]" in a list or set.
std::string step_to(const Expression& holder, std::size_t index) {
  if (holder.kind == Expression::Kind::map) return "." + holder.names[index];
  return "[" + std::to_string(index) + "]";
}

class Binder {
 public:
  explicit Binder(const std::vector<ReadValue>& parameters) : parameters_(parameters) {}

  Status bind(Expression& expression, int deepest = kDeepestValue) const { return bind(expression, Place(), deepest); }

 private:
  Status bind(Expression& expression, const Place& place, int deepest) const {
    if (expression.kind == Expression::Kind::parameter) {
      become(expression, parameters_[expression.parameter].value);
      return {};
    }
    RETURN_IF_ERROR(bind_parts(expression, place));
    const bool is_literal = expression.kind == Expression::Kind::number ||
                            (is_collection(expression) && std::all_of(expression.arguments.begin(), expression.arguments.end(), is_value));
    if (!is_literal) return {};
    Result<AttributeValue> value = literal_value(expression);
    if (!value) return under(std::move(value).error(), place);
    become(expression, std::move(value).value());
    sort_members(expression.value);
    if (depth_of(expression.value) <= deepest) return {};
    return validation_exception(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");
  }

  Status bind_parts(Expression& expression, const Place& place) const {
    for (std::size_t i = 0; i < expression.arguments.size(); ++i) {
      const Place within = is_collection(expression) ? Place{&place, step_to(expression, i)} : Place();
      RETURN_IF_ERROR(bind(expression.arguments[i], within, kDeepestValue));
    }
    return {};
  }

  static void become(Expression& expression, AttributeValue value) {
    expression.value = std::move(value);
    expression.kind = Expression::Kind::value;
    expression.arguments.clear();
    expression.names.clear();
  }

  const std::vector<ReadValue>& parameters_;
};

}  // namespace

Status bind(Statement& statement, const std::vector<ReadValue>& parameters) {
  if (parameters.size() < statement.parameters) {
    return validation_exception("Number of parameters in request and statement don't match.");
  }
  const Binder binder(parameters);
  if (statement.where) RETURN_IF_ERROR(binder.bind(*statement.where));
  if (statement.item) RETURN_IF_ERROR(binder.bind(*statement.item, kDeepestItem));
  for (Assignment& assignment : statement.assignments) {
    if (assignment.value) RETURN_IF_ERROR(binder.bind(*assignment.value));
  }
  return {};
}

}  // namespace shardbook::partiql
