#include "partiql/pinned_key.h"

#include "partiql/key_value.h"

namespace shardbook::partiql {

namespace {

/// Returns the only value that the condition allows for the key attribute, or null.
const AttributeValue* only_value(const ConditionNode& condition, const KeyAttribute& key, bool lists) {
  const std::vector<Operand>& operands = condition.operands;
  const bool is_list = lists && condition.kind == ConditionNode::Kind::in && operands.size() == 2;
  if (is_list && is_attribute(operands[0], key) && is_value(operands[1])) return &operands[1].value();
  return equal_value(condition, key);
}

}  // namespace

std::optional<PinnedKey> pinned_key(const KeySchema& keys, const std::vector<ConditionNode>& conditions, bool lists) {
  PinnedKey out;
  for (const ConditionNode& condition : conditions) {
    bool taken = false;
    for (const KeyAttribute* key : {&keys.hash, keys.range ? &*keys.range : nullptr}) {
      const AttributeValue* value = key == nullptr ? nullptr : only_value(condition, *key, lists);
      if (value == nullptr) continue;
      taken = find_attribute(out.key, key->name) == nullptr;
      if (taken) {
        out.key.push_back({key->name, *value});
      } else {
        out.tested_twice = key;
      }
      break;
    }
    if (!taken) out.rest.push_back(condition);
  }
  if (out.key.size() != (keys.range ? 2 : 1)) return std::nullopt;
  return out;
}

}  // namespace shardbook::partiql
