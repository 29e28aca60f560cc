#pragma once

#include <string>
#include <utility>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "storage/key.h"
#include "storage/key_range.h"

namespace shardbook::partiql {

/// What WHERE's conditions, all of which hold, say of one key attribute.

using Values = std::vector<const AttributeValue*>;

/// Adds the values that the condition leaves to the attribute; false if it leaves more than such a list.
bool pinned_values(const ConditionNode& condition, const std::string& name, Values& out);
/// The values that the first such condition leaves; empty if there is none.
Values pinned_values(const std::vector<ConditionNode>& conditions, const std::string& name);

/// A list of partition keys after IN is shorter than other lists may be.
Status check_hash_list(const std::vector<ConditionNode>& conditions, const std::string& name);

/// The fault of a value that no key of this kind has.
Status check_key_value(const KeyAttribute& key, const AttributeValue& value);

/// Comparisons of a sort key with values: they narrow the rows to read.
class RangeTests {
 public:
  explicit RangeTests(const KeyAttribute& key) : key_(key) {}

  /// Passes over a condition on something else.
  Status add(const ConditionNode& condition);

  /// Of rows of the key that `prefix` begins.
  void narrow(const std::string& prefix, KeyRange& range) const;

 private:
  Status add(const std::string& test, const AttributeValue& value);

  const KeyAttribute& key_;
  std::vector<std::pair<std::string, const AttributeValue*>> tests_;
};

}  // namespace shardbook::partiql
