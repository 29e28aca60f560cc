#pragma once

#include <cstddef>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "partiql/statement.h"
#include "storage/key.h"
#include "storage/key_range.h"

namespace shardbook::partiql {

/// Which rows of a table or an index a SELECT goes through, and in what order.
struct ReadPlan {
  struct Part {
    KeyRange range;
    std::size_t prefix = 0;  // how much of its keys is the partition key
  };
  std::vector<Part> parts;
  bool keyed = false;         // a query, no scan
  bool forward = true;        // within each partition key
  bool by_range_key = false;  // through all parts at once, by sort key
  bool several_keys = false;  // of several partition keys
  bool whole_key = false;     // of a table: nothing can come after the first item
};

/// A part for each range of sort keys that WHERE leaves of each partition key that it pins; all that there is if it pins none. The table or
/// index has one partition key attribute and at most one sort key attribute.
Result<ReadPlan> plan_read(const IndexKeySchema& keys, const std::vector<ConditionNode>& conditions, const std::vector<Order>& order);

}  // namespace shardbook::partiql
