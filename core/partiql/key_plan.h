#pragma once

#include <optional>
#include <string>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "partiql/statement.h"
#include "storage/key.h"
#include "storage/key_range.h"

namespace shardbook::partiql {

/// What WHERE's conditions say of a table's primary key.

/// The one item that they ask for, and the conditions besides.
struct PinnedKey {
  AttributeMap key;
  std::vector<ConditionNode> rest;
};
/// Nothing unless every key attribute is tested for equality with a value.
std::optional<PinnedKey> pinned_key(const KeySchema& keys, const std::vector<ConditionNode>& conditions);

/// Which rows of a table or an index a SELECT goes through, and in what order.
struct ReadPlan {
  struct Part {
    KeyRange range;
    std::size_t prefix = 0;  // how much of its keys is the partition key
  };
  std::vector<Part> parts;
  bool keyed = false;         // a query, no scan
  bool forward = true;        // within each part
  bool by_range_key = false;  // through all parts at once, by sort key
  bool several_keys = false;  // of a list of partition keys
  bool whole_key = false;     // of a table: nothing can come after the first item
};

/// One part for each partition key that WHERE pins by `=`, IN or OR, narrowed by its tests of the sort key; else all that there is.
Result<ReadPlan> plan_read(const IndexKeySchema& keys, const std::vector<ConditionNode>& conditions, const std::vector<Order>& order);

}  // namespace shardbook::partiql
