#pragma once

#include <string_view>
#include <vector>

#include "error/result.h"
#include "expression/condition.h"
#include "partiql/expression.h"

namespace shardbook::partiql {

/// The tests of a bound WHERE clause in the terms of condition expressions: all of them must hold. `NOT`, `OR` and what is within them
/// stay one test.
Result<std::vector<ConditionNode>> conditions_of(const Expression& where);

/// One condition of several.
Condition all_of(std::vector<ConditionNode> conditions);

/// A bound expression as an operand; `function` is the one that may stand in it.
Result<Operand> operand_of(const Expression& expression, std::string_view function);

/// The fault of a function that may not stand there: it is unknown, or for other places.
Error wrong_function(const Expression& function);

}  // namespace shardbook::partiql
