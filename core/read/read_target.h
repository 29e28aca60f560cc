#pragma once

#include <cstdint>
#include <string>

#include "call/context.h"
#include "request/item_inputs.h"

namespace shardbook {

struct PageExpressions;

/// What a Query or Scan reads: a table or one of its indexes, row by row. A row is an item or an index entry.
struct ReadTarget {
  Table& table;
  Index* index = nullptr;
  /// Those of the index, or of the table.
  IndexKeySchema keys;
  /// Each row's item is fetched from the table where a local index does not project all that a filter tests or all that is to be returned.
  enum class Fetch : std::uint8_t { none, to_filter, to_return };
  Fetch fetch = Fetch::none;

  const Tree<Item>& rows() const { return index == nullptr ? table.items : index->entries; }
  bool is_global() const { return index != nullptr && index->global; }
  /// Whose partitions the rows lie in: a local index's are the table's.
  Provision& provision() const { return is_global() ? static_cast<Provision&>(*index) : table; }
  /// What is returned of a row for which `item` has been fetched.
  const Item& returned(const Item& row, const Item& item) const { return fetch == Fetch::to_return ? item : row; }

  /// The attributes of LastEvaluatedKey and ExclusiveStartKey: the index's keys and the table's.
  std::vector<std::string> start_key_names() const;
  AttributeMap start_key_of(const Item& row) const;
};

/// The index must be there, be readable and fit ConsistentRead.
Result<ReadTarget> read_target(Table& table, const ReadPageInput& input);

/// Where the row of an ExclusiveStartKey is kept, whose index keys have been checked; the fault if it lacks a key of the table.
Result<std::string> start_row(const ReadTarget& target, const AttributeMap& start);

/// A global index gives nothing but what it projects; a local one fetches the rest.
Status check_select_all(const ReadTarget& target, const ReadPageInput& input);
Status check_projected(ReadTarget& target, const ReadPageInput& input, const PageExpressions& expressions);

}  // namespace shardbook
