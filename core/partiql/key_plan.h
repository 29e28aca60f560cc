#pragma once

#include <cstddef>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "partiql/statement.h"
#include "storage/key.h"
#include "storage/key_range.h"

namespace shardbook::partiql {

/// Which rows of a table or index a SELECT reads, and in what order.
struct ReadPlan {
  struct Part {
    KeyRange range;
    std::size_t prefix = 0;  // length of the partition key's part of its keys
  };
  std::vector<Part> parts;
  bool keyed = false;         // a query, not a scan
  bool forward = true;        // within each partition key
  bool by_range_key = false;  // merges all parts by sort key
  bool several_keys = false;  // more than one partition key
  bool whole_key = false;     // on tables, nothing can follow the first item
};

/// Makes a part for each range of sort keys that WHERE allows in each partition key it pins, or a full scan if it pins none. The table or
/// index must have one partition key attribute and at most one sort key attribute.
Result<ReadPlan> plan_read(const IndexKeySchema& keys, const std::vector<ConditionNode>& conditions, const std::vector<Order>& order);

}  // namespace shardbook::partiql
