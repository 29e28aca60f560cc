#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "error/validation_layer.h"
#include "expression/condition.h"

namespace shardbook {

/// What a Query asks of its key attributes: one test an attribute.
struct KeyCondition {
  /// `not_indexable` stands for all that legacy conditions know besides and no key can be asked.
  enum class Operator : std::uint8_t { eq, lt, le, gt, ge, between, begins_with, not_indexable };
  struct Test {
    std::string attribute;
    Operator op = Operator::eq;
    AttributeValue low;   // the value; of BETWEEN the lower bound
    AttributeValue high;  // of BETWEEN
  };
  std::vector<Test> tests;
};

/// Whether a key attribute of that value passes. Both are of one scalar type.
bool passes(const KeyCondition::Test& test, const AttributeValue& value);

/// Reads a resolved KeyConditionExpression as tests of keys; the fault if it asks anything else. To be called when all expressions of the
/// request are parsed.
Result<KeyCondition> key_condition_of(const Condition& condition, ValidationLayer layer);

}  // namespace shardbook
