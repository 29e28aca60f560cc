#pragma once

#include <string_view>

#include "error/result.h"
#include "expression/expression_kind.h"
#include "expression/operand.h"
#include "expression/placeholders.h"
#include "value/item.h"

namespace shardbook {

/// A ConditionExpression, FilterExpression or KeyConditionExpression, resolved: names and values stand in the place of placeholders.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
struct Condition {
  ConditionNode root;

  /// Every path in it, left to right.
  std::vector<const Path*> paths() const;
};

/// Text to a resolved condition, or the first fault in the service's order.
Result<Condition> parse_condition(std::string_view text, ExpressionKind kind, Placeholders& placeholders);

/// The faults that are left in a condition whose names and values stand in their places; without the "Invalid ...Expression: " prefix.
Status check_resolved(const ConditionNode& root);

/// Whether it holds for an item, or for no item.
bool evaluate(const Condition& condition, ItemReader& item);

}  // namespace shardbook
