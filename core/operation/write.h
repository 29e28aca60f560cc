#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "operation/capacity.h"
#include "operation/context.h"

namespace shardbook {

/// Puts `after` in the place of `before` (either may be no item), in the table and its indexes, tells of it and records it in the table's
/// stream. The caller has validated everything: this cannot fail. A write that changes nothing leaves no trace but its units. `transaction`
/// is 0 outside of one. Returns what it cost the indexes.
std::vector<IndexUnits> write_item(Context& context, Table& table, const std::string& key, const Item& before, Item after,
                                   std::int64_t transaction);

/// An item's key attributes as an item of their own.
Item keys_of(const KeySchema& schema, const Item& item);

}  // namespace shardbook
