#pragma once

#include <cstdint>
#include <string>

#include "call/context.h"
#include "expression/projection.h"
#include "request/item_inputs.h"

namespace shardbook {

/// What a Query or Scan reads: a table or one of its indexes, row by row. A row is an item or an index entry.
struct ReadTarget {
  Table& table;
  Index* index = nullptr;
  /// Keys of the index, or of the table.
  IndexKeySchema keys;
  /// Whether to fetch each row's item from the table: a local index may not project all attributes to return.
  bool fetches = false;

  const Tree<Item>& rows() const { return index == nullptr ? table.items : index->entries; }
  bool is_global() const { return index != nullptr && index->global; }
  /// Returns the owner of the partitions that hold the rows: a local index uses the table's.
  Provision& provision() const { return is_global() ? static_cast<Provision&>(*index) : table; }

  /// Returns the attributes of LastEvaluatedKey and ExclusiveStartKey: the index's keys and the table's.
  std::vector<std::string> start_key_names() const;
  AttributeMap start_key_of(const Item& row) const;
};

/// Fails unless the index exists, is readable and allows the requested ConsistentRead.
Result<ReadTarget> read_target(Table& table, const ReadPageInput& input);

/// Returns where the row of an ExclusiveStartKey is stored; fails if it lacks a key of the table. Its index keys must have been checked.
Result<std::string> start_row(const ReadTarget& target, const AttributeMap& start);

/// A global index returns only what it projects; a local one fetches the rest.
Status check_select_all(const ReadTarget& target, const ReadPageInput& input);
Status check_projected(ReadTarget& target, const ReadPageInput& input, const std::vector<const Path*>& projection);

/// Rejects a filter on attributes that the index does not project. For Query only: in a Scan they count as missing.
Status check_filter_projected(const ReadTarget& target, const std::vector<const Path*>& filter);

}  // namespace shardbook
