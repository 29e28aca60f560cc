#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "error/validation_layer.h"
#include "expression/condition.h"

namespace shardbook {

/// What a Query requires of its key attributes: at most one test per attribute.
struct KeyCondition {
  /// `not_indexable` stands for the operators of legacy conditions that cannot apply to keys.
  enum class Operator : std::uint8_t { eq, lt, le, gt, ge, between, begins_with, not_indexable };
  struct Test {
    std::string attribute;
    Operator op = Operator::eq;
    AttributeValue low;   // the value; the lower bound of BETWEEN
    AttributeValue high;  // the upper bound of BETWEEN
  };
  std::vector<Test> tests;
};

/// Returns whether a key attribute with that value passes. Both values must have the same scalar type.
bool passes(const KeyCondition::Test& test, const AttributeValue& value);

/// Converts a resolved KeyConditionExpression to key tests; fails if it contains anything else. Call it after parsing all expressions of
/// the request.
Result<KeyCondition> key_condition_of(const Condition& condition, ValidationLayer layer);

}  // namespace shardbook
