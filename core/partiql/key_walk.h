#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "partiql/key_plan.h"
#include "storage/table.h"

namespace shardbook::partiql {

/// Goes through a table's items as a ReadPlan says.
class KeyWalk {
 public:
  KeyWalk(const Table& table, const ReadPlan& plan);

  /// Goes on after this key; false if the plan does not come by it.
  bool start_after(std::string_view key);

  /// The next item; false at the end.
  bool next();
  std::string_view key() const { return key_; }
  const Item& item() const { return item_; }
  /// Which of the plan's parts it is from.
  std::size_t part() const { return part_; }

 private:
  using Cursor = Tree<Item>::Cursor;

  /// Leaves of a range what comes after `key`, or also `key`.
  void skip(KeyRange& range, const std::string& key, bool itself) const;
  Cursor open(const KeyRange& range) const;
  /// The part whose item comes next, or the number of parts.
  std::size_t choose();
  bool at_item(std::size_t part);

  const Table& table_;
  std::vector<ReadPlan::Part> parts_;
  bool forward_;
  bool by_range_key_;
  std::vector<std::optional<Cursor>> cursors_;  // opened when their turn comes
  std::size_t first_ = 0;                       // parts before are at their end
  std::size_t part_ = 0;
  std::string key_;
  Item item_;
};

}  // namespace shardbook::partiql
