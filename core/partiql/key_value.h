#pragma once

#include <optional>

#include "error/result.h"
#include "expression/operand.h"
#include "storage/key.h"

namespace shardbook::partiql {

/// What a WHERE says about a key attribute.

/// Return whether the operand is the attribute itself, or a value.
bool is_attribute(const Operand& operand, const KeyAttribute& key);
bool is_value(const Operand& operand);

/// Returns the value compared in `attribute = value`, in either order, or null if the condition is something else.
const AttributeValue* equal_value(const ConditionNode& condition, const KeyAttribute& key);

/// Rejects values that the key attribute cannot have, without checking their size.
Status check_key_value(const KeyAttribute& key, const AttributeValue& value);

}  // namespace shardbook::partiql
