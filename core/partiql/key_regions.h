#pragma once

#include <optional>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "storage/key.h"
#include "storage/key_range.h"

namespace shardbook::partiql {

/// Rows of one partition key, or of any: those whose sort keys, as they are kept in rows' keys, lie in a range.
struct KeyRegion {
  const AttributeValue* hash = nullptr;  // null: any
  KeyRange range;
  bool is_one_key = false;  // the range holds one sort key alone

  bool is_everything() const { return hash == nullptr && range.from.empty() && !range.to; }
};

/// Finds the regions outside of which no row meets a WHERE, as far as its tests of the key attributes say: of `a = 1 AND (b < 2 OR b > 3)`
/// two, if a is the partition key and b the sort key.
class KeyRegions {
 public:
  /// `range` may be null.
  KeyRegions(const KeyAttribute& hash, const KeyAttribute* range) : hash_(hash), range_(range) {}

  /// The conditions, all of which must hold, must outlive the regions.
  std::vector<KeyRegion> of(const std::vector<ConditionNode>& conditions);

  /// The first key attribute's value that cannot be one.
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
  /// Rows whose sort key compares so with the value.
  std::vector<KeyRegion> of_range(const std::string& comparator, const AttributeValue& value);
  bool is_range(const Operand& operand) const;
  bool accept(Status status);

  const KeyAttribute& hash_;
  const KeyAttribute* range_;
  Status status_;
};

}  // namespace shardbook::partiql
