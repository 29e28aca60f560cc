#include <algorithm>
#include <cstring>
#include <optional>

#include "expression/condition.h"

namespace shardbook {

namespace {

/// The value of an operand: a pointer into the item or request, or a value computed here.
class Evaluated {
 public:
  Evaluated() = default;
  explicit Evaluated(const AttributeValue* value) : value_(value) {}
  explicit Evaluated(AttributeValue computed) : computed_(std::move(computed)) {}

  /// Null if the operand has no value.
  const AttributeValue* get() const { return computed_ ? &*computed_ : value_; }

 private:
  const AttributeValue* value_ = nullptr;
  std::optional<AttributeValue> computed_;
};

std::int64_t utf16_units(std::string_view text) {
  std::int64_t units = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

/// Returns nullopt for types that have no size.
std::optional<std::int64_t> measure(const AttributeValue& value) {
  const auto count = [](const auto& members) { return static_cast<std::int64_t>(members.size()); };
  switch (value.type()) {
    case AttributeType::S:
      return utf16_units(*value.s());
    case AttributeType::B:
      return count(value.b()->bytes);
    case AttributeType::M:
      return count(*value.m());
    case AttributeType::L:
      return count(*value.l());
    case AttributeType::SS:
      return count(value.ss()->members);
    case AttributeType::NS:
      return count(value.ns()->members);
    case AttributeType::BS:
      return count(value.bs()->members);
    case AttributeType::N:
    case AttributeType::BOOL:
    case AttributeType::NULL_:
      return std::nullopt;
  }
  return std::nullopt;
}

Evaluated value_of(const Operand& operand, ItemReader& item) {
  switch (operand.kind) {
    case Operand::Kind::value:
      return Evaluated(&operand.value());
    case Operand::Kind::path:
      return Evaluated(walk(item.find(operand.path.top()), operand.path, item.search()));
    case Operand::Kind::function: {  // size
      const Evaluated argument = value_of(operand.arguments[0], item);
      const auto size = argument.get() == nullptr ? std::nullopt : measure(*argument.get());
      return size ? Evaluated(AttributeValue(Number::of(*size))) : Evaluated();
    }
  }
  return Evaluated();
}

bool are_ordered(const AttributeValue& a, const AttributeValue& b) {
  return a.type() == b.type() && (a.s() != nullptr || a.n() != nullptr || a.b() != nullptr);
}

bool compare(const std::string& comparator, const AttributeValue* a, const AttributeValue* b) {
  if (a == nullptr || b == nullptr) return comparator == "<>";
  if (comparator == "=") return *a == *b;
  if (comparator == "<>") return *a != *b;
  if (!are_ordered(*a, *b)) return false;
  const int order = compare_scalars(*a, *b);
  if (comparator == "<") return order < 0;
  if (comparator == "<=") return order <= 0;
  return comparator == ">" ? order > 0 : order >= 0;
}

bool begins_with(const AttributeValue& value, const AttributeValue& prefix) {
  if (value.s() != nullptr && prefix.s() != nullptr) return value.s()->compare(0, prefix.s()->size(), *prefix.s()) == 0;
  if (value.b() != nullptr && prefix.b() != nullptr) return value.b()->bytes.compare(0, prefix.b()->bytes.size(), prefix.b()->bytes) == 0;
  return false;
}

/// memmem needs linear time, whatever the texts repeat; std::string::find does not.
bool has_part(const std::string& text, const std::string& part) {
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

template <class T>
bool has(const std::vector<T>& members, const T& wanted) {
  return std::find(members.begin(), members.end(), wanted) != members.end();
}

bool contains(const AttributeValue& value, const AttributeValue& wanted) {
  if (const auto* list = value.l()) return has(*list, wanted);
  if (const auto* text = wanted.s()) {
    if (value.s() != nullptr) return has_part(*value.s(), *text);
    return value.ss() != nullptr && has(value.ss()->members, *text);
  }
  if (const auto* binary = wanted.b()) {
    if (value.b() != nullptr) return has_part(value.b()->bytes, binary->bytes);
    return value.bs() != nullptr && has(value.bs()->members, binary->bytes);
  }
  return wanted.n() != nullptr && value.ns() != nullptr && has(value.ns()->members, *wanted.n());
}

bool evaluate_function(const ConditionNode& test, ItemReader& item) {
  const Evaluated first = value_of(test.operands[0], item);
  if (test.text == "attribute_exists") return first.get() != nullptr;
  if (test.text == "attribute_not_exists") return first.get() == nullptr;
  const Evaluated second = value_of(test.operands[1], item);
  if (first.get() == nullptr || second.get() == nullptr) return false;
  if (test.text == "begins_with") return begins_with(*first.get(), *second.get());
  if (test.text == "contains") return contains(*first.get(), *second.get());
  return name_of(first.get()->type()) == *second.get()->s();  // attribute_type
}

bool evaluate_between(const ConditionNode& test, ItemReader& item) {
  const Evaluated value = value_of(test.operands[0], item);
  return compare(">=", value.get(), value_of(test.operands[1], item).get()) &&
         compare("<=", value.get(), value_of(test.operands[2], item).get());
}

bool evaluate_in(const ConditionNode& test, ItemReader& item) {
  const Evaluated value = value_of(test.operands[0], item);
  return std::any_of(test.operands.begin() + 1, test.operands.end(),
                     [&](const Operand& operand) { return compare("=", value.get(), value_of(operand, item).get()); });
}

bool evaluate_node(const ConditionNode& node, ItemReader& item) {
  const auto holds = [&](const ConditionNode& child) { return evaluate_node(child, item); };
  switch (node.kind) {
    case ConditionNode::Kind::or_:
      return std::any_of(node.children.begin(), node.children.end(), holds);
    case ConditionNode::Kind::and_:
      return std::all_of(node.children.begin(), node.children.end(), holds);
    case ConditionNode::Kind::not_:
      return !holds(node.children[0]);
    case ConditionNode::Kind::comparison: {
      const Evaluated left = value_of(node.operands[0], item);
      const Evaluated right = value_of(node.operands[1], item);
      return compare(node.text, left.get(), right.get());
    }
    case ConditionNode::Kind::between:
      return evaluate_between(node, item);
    case ConditionNode::Kind::in:
      return evaluate_in(node, item);
    case ConditionNode::Kind::function:
      return evaluate_function(node, item);
  }
  return false;
}

}  // namespace

bool evaluate(const Condition& condition, ItemReader& item) { return evaluate_node(condition.root, item); }

}  // namespace shardbook
