#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "call/context.h"
#include "request/request_expressions.h"
#include "throughput/capacity.h"

namespace shardbook {

/// The last steps of PutItem, UpdateItem and DeleteItem: test the condition, account, write.

/// ConditionalCheckFailedException, with the item if `on_failure` is "ALL_OLD", unless the condition holds for `before`.
Status check_condition(const std::optional<Condition>& condition, const Item& before, const std::optional<std::string>& on_failure);

/// Units of replacing `before` by `after`: those of the larger one.
double write_units_between(const Item& before, const Item& after);

/// The partition that an item belongs to, for its heat.
Partition* heat_of(Context& context, std::string_view table, std::string_view address);

/// Puts `after` in the place of `before` (either may be no item), in the table and its indexes, tells of it and records it in the table's
/// stream. The caller has validated everything: this cannot fail. A write that changes nothing leaves no trace but its units. `transaction`
/// is 0 outside of one. Returns what it cost the indexes.
std::vector<IndexUnits> write_item(Context& context, Table& table, const std::string& key, const Item& before, Item after,
                                   std::int64_t transaction);

/// An item's key attributes as an item of their own.
Item keys_of(const KeySchema& schema, const Item& item);

}  // namespace shardbook
