#pragma once

#include <optional>
#include <string>

#include "error/result.h"
#include "expression/condition.h"
#include "expression/key_condition.h"
#include "request/item_inputs.h"

namespace shardbook {

/// Conditions on attributes from before expressions, translated to the same representation.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.Conditions.html

/// Returns nullopt if there is none. `conditional_operator` is "AND", "OR" or absent.
Result<std::optional<Condition>> expected_condition(const std::optional<ExpectedAttributes>& expected,
                                                    const std::optional<std::string>& conditional_operator);
/// Translates QueryFilter and ScanFilter.
Result<std::optional<Condition>> filter_condition(const std::optional<Conditions>& filter,
                                                  const std::optional<std::string>& conditional_operator);
/// Translates KeyConditions.
Result<KeyCondition> legacy_key_condition(const Conditions& conditions);

}  // namespace shardbook
