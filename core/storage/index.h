#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/key.h"
#include "storage/partition.h"
#include "storage/tree.h"
#include "value/item.h"

namespace shardbook {

inline std::uint64_t tree_weight(const Item& item) { return item.size(); }

enum class IndexStatus : std::uint8_t { creating, active, updating, deleting };
/// "CREATING", ...
std::string_view name_of(IndexStatus status);

enum class ProjectionType : std::uint8_t { all, include, keys_only };
/// "ALL", "INCLUDE", "KEYS_ONLY".
std::string_view name_of(ProjectionType type);

/// A secondary index: what describes it and its entries. An entry is the part of an item that the index projects; an item that lacks one of
/// the index's key attributes has none.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html
struct Index {
  std::string name;
  bool global = false;
  IndexKeySchema keys;
  ProjectionType projection = ProjectionType::all;
  std::vector<std::string> non_key_attributes;
  Tree<Item> entries;  // by entry_key

  // Of a global index; a local one shares what is its table's.
  IndexStatus status = IndexStatus::active;
  /// Nothing for an index that came with its table.
  std::optional<bool> backfilling;
  Throughput throughput;
  std::optional<Throughput> pending_throughput;  // in force when the index is ACTIVE again
  std::int64_t last_increase = 0;
  std::int64_t last_decrease = 0;
  std::int64_t decreases_today = 0;
  std::optional<Throughput> on_demand_maximum;  // -1: none
  std::optional<Throughput> warm_throughput;
  std::vector<Partition> partitions;  // by range

  /// The table's keys, the index's own and, for INCLUDE, the attributes listed; for ALL every attribute.
  bool projects(std::string_view attribute, const KeySchema& table_keys) const;
};

/// A value that an index key may have: of the type declared, not empty, at most 2,048 bytes (hash) or 1,024 (range).
bool can_be_index_key(const KeyAttribute& key, const AttributeValue& value, bool is_hash);

/// Where the item's entry is kept: the index's key, then the item's own place in its table; nothing if the index leaves the item out.
std::optional<std::string> entry_key(const Index& index, const Item& item, std::string_view item_key);

/// What the index keeps of an item.
Item entry_of(const Index& index, const KeySchema& table_keys, const Item& item);

}  // namespace shardbook
