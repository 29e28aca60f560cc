#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "partiql/key_plan.h"
#include "storage/table.h"

namespace shardbook::partiql {

/// Traverses the rows of a table or index according to a ReadPlan.
class KeyWalk {
 public:
  KeyWalk(const Tree<Item>& rows, const ReadPlan& plan);

  /// Continues after this key; returns false if the plan does not include it.
  bool start_after(std::string_view key);

  /// Moves to the next row; returns false at the end.
  bool next();
  std::string_view key() const { return key_; }
  const Item& row() const { return row_; }
  /// Returns the part of the plan that the row belongs to.
  std::size_t part() const { return part_; }

 private:
  using Cursor = Tree<Item>::Cursor;

  /// Drops everything before `key` from the range in walking order, and `key` too if `itself`.
  void skip(KeyRange& range, const std::string& key, bool itself) const;
  Cursor open(const KeyRange& range) const;
  /// Returns the part with the next row, or the number of parts.
  std::size_t choose();
  bool at_row(std::size_t part);

  const Tree<Item>& rows_;
  std::vector<ReadPlan::Part> parts_;
  bool forward_;
  bool by_range_key_;
  std::vector<std::optional<Cursor>> cursors_;  // opened on first use
  std::size_t first_ = 0;                       // earlier parts are exhausted
  std::size_t part_ = 0;
  std::string key_;
  Item row_;
};

}  // namespace shardbook::partiql
