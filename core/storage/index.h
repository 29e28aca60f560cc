#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/key.h"
#include "storage/provision.h"
#include "storage/tree.h"
#include "value/item.h"

namespace shardbook {

inline std::uint64_t tree_weight(const Item& item) { return item.size(); }

enum class IndexStatus : std::uint8_t { creating, active, updating, deleting };
/// "CREATING", ...
std::string_view name_of(IndexStatus status);

/// Where an index that was added to its table stands: its entries are made when the backfill is done. None for an index that came with its
/// table, and afterwards.
enum class Backfill : std::uint8_t { none, waiting, running };

enum class ProjectionType : std::uint8_t { all, include, keys_only };
/// "ALL", "INCLUDE", "KEYS_ONLY".
std::string_view name_of(ProjectionType type);

/// A secondary index: what describes it and its entries. An entry is the part of an item that the index projects; an item that lacks one of
/// the index's key attributes has none.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html
struct Index : Provision {
  std::string name;
  bool global = false;
  IndexKeySchema keys;
  ProjectionType projection = ProjectionType::all;
  std::vector<std::string> non_key_attributes;
  /// By entry_key. None before an index that was added has been filled, none once it is being deleted; else those of all items.
  Tree<Item> entries;

  // Of a global index, as is its Provision; a local one shares what is its table's.
  IndexStatus status = IndexStatus::active;
  Backfill backfill = Backfill::none;

  /// Its entries are kept in step with the items.
  bool is_filled() const { return status != IndexStatus::deleting && backfill == Backfill::none; }
  /// The table's keys, the index's own and, for INCLUDE, the attributes listed; for ALL every attribute.
  bool projects(std::string_view attribute, const KeySchema& table_keys) const;

  /// Without the entries: they follow from the table's items.
  void archive(auto& archive) {
    Provision::archive(archive);
    archive(name, global, keys, projection, non_key_attributes, status, backfill);
  }
};

/// The most that the values of an index's hash keys together, and those of its range keys, may take.
inline constexpr std::size_t kMostIndexHashBytes = 2048;
inline constexpr std::size_t kMostIndexRangeBytes = 1024;

/// Where the item's entry is kept: the index's key, then the item's own place in its table; nothing if the index leaves the item out.
std::optional<std::string> entry_key(const Index& index, const Item& item, std::string_view item_key);

/// The names of the attributes that tell an entry from all others: the index's keys, then the table's.
std::vector<std::string> entry_key_names(const IndexKeySchema& index_keys, const KeySchema& table_keys);

/// What the index keeps of an item.
Item entry_of(const Index& index, const KeySchema& table_keys, const Item& item);

/// Gives the index the entries of all items of its table.
void fill(Index& index, const KeySchema& table_keys, const Tree<Item>& items);

}  // namespace shardbook
