#pragma once

#include <optional>

#include "error/result.h"
#include "expression/operand.h"
#include "storage/key.h"

namespace shardbook::partiql {

/// What a WHERE says of a key attribute.

/// The operand is the attribute itself, or a value.
bool is_attribute(const Operand& operand, const KeyAttribute& key);
bool is_value(const Operand& operand);

/// The value that `attribute = value`, either way round, compares the attribute with; null if the condition is something else.
const AttributeValue* equal_value(const ConditionNode& condition, const KeyAttribute& key);

/// The fault of a value that no key of this kind has. Its size is not looked at.
Status check_key_value(const KeyAttribute& key, const AttributeValue& value);

}  // namespace shardbook::partiql
