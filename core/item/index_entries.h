#pragma once

#include <string>
#include <vector>

#include "storage/table.h"
#include "throughput/capacity.h"

namespace shardbook {

/// Keeps the entries of a table's indexes in step with its items: what replacing `before` by `after` (either may be no item) does to the
/// indexes, done; the units of each index that it touched. A new entry, a lost one and one that changed cost one write, one whose key
/// changed costs two.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
std::vector<IndexUnits> write_entries(Context& context, Table& table, const std::string& item_key, const Item& before, const Item& after);

}  // namespace shardbook
