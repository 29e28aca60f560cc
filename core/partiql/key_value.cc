#include "partiql/key_value.h"

#include "item/item_address.h"

namespace shardbook::partiql {

bool is_attribute(const Operand& operand, const KeyAttribute& key) {
  return operand.kind == Operand::Kind::path && !operand.path.is_nested() && operand.path.top() == key.name;
}

bool is_value(const Operand& operand) { return operand.kind == Operand::Kind::value; }

const AttributeValue* equal_value(const ConditionNode& condition, const KeyAttribute& key) {
  if (condition.kind != ConditionNode::Kind::comparison || condition.text != "=") return nullptr;
  for (const std::size_t at : {0, 1}) {
    if (is_attribute(condition.operands[at], key) && is_value(condition.operands[1 - at])) return &condition.operands[1 - at].value();
  }
  return nullptr;
}

Status check_key_value(const KeyAttribute& key, const AttributeValue& value) {
  const AttributeType type = value.type();
  if (type != AttributeType::S && type != AttributeType::N && type != AttributeType::B) {
    return validation_exception("Key value must be of type S, N, or B. Key name: " + key.name +
                                ", Key type: " + std::string(name_of(type)));
  }
  if (type != key.type) {
    return validation_exception("Key attribute's data type should match its data type in table's schema: Key " + key.name);
  }
  return check_not_empty(key, value);
}

}  // namespace shardbook::partiql
