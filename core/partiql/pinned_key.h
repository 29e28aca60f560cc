#pragma once

#include <optional>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "storage/key.h"

namespace shardbook::partiql {

/// The single item that WHERE's conditions select, and the remaining conditions.
struct PinnedKey {
  AttributeMap key;
  std::vector<ConditionNode> rest;
  const KeyAttribute* tested_twice = nullptr;  // null: none
};

/// Returns nullopt unless each key attribute is tested for equality with a value in a condition of its own. If `lists`, IN with a single
/// value counts as equality.
std::optional<PinnedKey> pinned_key(const KeySchema& keys, const std::vector<ConditionNode>& conditions, bool lists);

}  // namespace shardbook::partiql
