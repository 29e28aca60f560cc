#pragma once

#include <string_view>

#include "error/result.h"
#include "expression/expression_kind.h"
#include "expression/operand.h"
#include "expression/placeholders.h"
#include "value/item.h"

namespace shardbook {

/// A ConditionExpression, FilterExpression or KeyConditionExpression, with placeholders replaced by names and values.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
struct Condition {
  ConditionNode root;

  /// Returns all paths, left to right.
  std::vector<const Path*> paths() const;
};

/// Parses and resolves a condition; fails with the first error in the service's order.
Result<Condition> parse_condition(std::string_view text, ExpressionKind kind, Placeholders& placeholders);

/// Checks a condition whose placeholders have been replaced. Errors lack the "Invalid ...Expression: " prefix.
Status check_resolved(const ConditionNode& root);

/// Returns whether the condition holds for an item, or for no item.
bool evaluate(const Condition& condition, ItemReader& item);

}  // namespace shardbook
