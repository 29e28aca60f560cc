#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"
#include "expression/condition.h"
#include "partiql/expression.h"

namespace shardbook::partiql {

/// Translates a bound WHERE clause to conditions, all of which must hold. `NOT`, `OR` and everything within them stay a single condition.
Result<std::vector<ConditionNode>> conditions_of(const Expression& where);

/// Joins conditions with AND.
Condition all_of(std::vector<ConditionNode> conditions);

/// Translates a bound expression to an operand; `function` is the only function allowed.
Result<Operand> operand_of(const Expression& expression, std::string_view function);

/// The error for a function that is unknown or not allowed in that place.
Error wrong_function(const Expression& function);
/// The error for a known function that is not allowed in that place.
Error misplaced_function(const std::string& name);

}  // namespace shardbook::partiql
