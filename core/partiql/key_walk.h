#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "partiql/key_plan.h"
#include "storage/table.h"

namespace shardbook::partiql {

/// Goes through the rows of a table or an index as a ReadPlan says.
class KeyWalk {
 public:
  KeyWalk(const Tree<Item>& rows, const ReadPlan& plan);

  /// Goes on after this key; false if the plan does not come by it.
  bool start_after(std::string_view key);

  /// The next row; false at the end.
  bool next();
  std::string_view key() const { return key_; }
  const Item& row() const { return row_; }
  /// Which of the plan's parts it is from.
  std::size_t part() const { return part_; }

 private:
  using Cursor = Tree<Item>::Cursor;

  /// Leaves of a range what comes after `key`, or also `key`.
  void skip(KeyRange& range, const std::string& key, bool itself) const;
  Cursor open(const KeyRange& range) const;
  /// The part whose row comes next, or the number of parts.
  std::size_t choose();
  bool at_row(std::size_t part);

  const Tree<Item>& rows_;
  std::vector<ReadPlan::Part> parts_;
  bool forward_;
  bool by_range_key_;
  std::vector<std::optional<Cursor>> cursors_;  // opened when their turn comes
  std::size_t first_ = 0;                       // parts before are at their end
  std::size_t part_ = 0;
  std::string key_;
  Item row_;
};

}  // namespace shardbook::partiql
