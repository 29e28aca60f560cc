#pragma once

#include <optional>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "storage/key.h"

namespace shardbook::partiql {

/// The one item that WHERE's conditions ask for, and the conditions besides.
struct PinnedKey {
  AttributeMap key;
  std::vector<ConditionNode> rest;
  const KeyAttribute* tested_twice = nullptr;  // null: none
};

/// Nothing unless every key attribute is tested for equality with a value, by a condition of its own; IN with one value is one if `lists`.
std::optional<PinnedKey> pinned_key(const KeySchema& keys, const std::vector<ConditionNode>& conditions, bool lists);

}  // namespace shardbook::partiql
