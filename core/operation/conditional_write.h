#pragma once

#include <optional>
#include <string>

#include "operation/capacity.h"
#include "operation/context.h"
#include "operation/request_expressions.h"

namespace shardbook {

/// The last steps of PutItem, UpdateItem and DeleteItem: test the condition, account, write.

inline constexpr std::uint32_t kMostItemBytes = 400 * 1024;

/// ConditionalCheckFailedException, with the item if `on_failure` is "ALL_OLD", unless the condition holds for `before`.
Status check_condition(const std::optional<Condition>& condition, const Item& before, const std::optional<std::string>& on_failure);

/// Units of replacing `before` by `after`: those of the larger one.
double write_units_between(const Item& before, const Item& after);

/// The partition that an item belongs to, for its heat.
Partition* heat_of(Context& context, std::string_view table, std::string_view address);

}  // namespace shardbook
