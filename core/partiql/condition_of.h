#pragma once

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

/// A bound expression as an operand; its functions are those in `names`.
Result<Operand> operand_of(const Expression& expression, std::initializer_list<const char*> names);

/// attribute_exists(path) or attribute_not_exists(path).
ConditionNode presence(bool present, const Path& path);

}  // namespace shardbook::partiql
