#pragma once

#include <optional>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "storage/key.h"
#include "storage/key_range.h"

namespace shardbook::partiql {

/// Rows of one partition key, or of any, whose encoded sort keys lie in a range.
struct KeyRegion {
  const AttributeValue* hash = nullptr;  // null: any
  KeyRange range;
  bool is_one_key = false;  // the range contains a single sort key

  bool is_everything() const { return hash == nullptr && range.from.empty() && !range.to; }
};

/// Finds regions that contain all rows matching a WHERE, judging by its tests of key attributes: for `a = 1 AND (b < 2 OR b > 3)` two, if a
/// is the partition key and b the sort key.
class KeyRegions {
 public:
  /// `range` may be null.
  KeyRegions(const KeyAttribute& hash, const KeyAttribute* range) : hash_(hash), range_(range) {}

  /// The conditions, all of which must hold, must outlive the regions.
  std::vector<KeyRegion> of(const std::vector<ConditionNode>& conditions);

  /// The error for the first value that no key attribute can have.
  const Status& status() const { return status_; }

 private:
  std::vector<KeyRegion> of(const ConditionNode& condition);
  std::vector<KeyRegion> of_any(const std::vector<ConditionNode>& conditions);
  std::vector<KeyRegion> of_all(const std::vector<ConditionNode>& conditions);
  std::vector<KeyRegion> of_comparison(const ConditionNode& condition);
  std::vector<KeyRegion> of_between(const ConditionNode& condition);
  std::vector<KeyRegion> of_list(const ConditionNode& condition);
  std::vector<KeyRegion> of_function(const ConditionNode& condition);
  std::vector<KeyRegion> of_hash(const AttributeValue& value);
  /// Returns the rows whose sort key compares with the value in that way.
  std::vector<KeyRegion> of_range(const std::string& comparator, const AttributeValue& value);
  bool is_range(const Operand& operand) const;
  bool accept(Status status);

  const KeyAttribute& hash_;
  const KeyAttribute* range_;
  Status status_;
};

}  // namespace shardbook::partiql
