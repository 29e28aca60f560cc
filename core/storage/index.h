#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/item_tree.h"
#include "storage/key.h"
#include "storage/provision.h"
#include "value/item.h"

namespace shardbook {

enum class IndexStatus : std::uint8_t { creating, active, updating, deleting };
constexpr IndexStatus last_of(IndexStatus) { return IndexStatus::deleting; }
/// "CREATING", ...
std::string_view name_of(IndexStatus status);

/// Progress of filling an index that was added to an existing table. `none` for an index created with its table, and once the backfill is
/// done.
enum class Backfill : std::uint8_t { none, waiting, running };
constexpr Backfill last_of(Backfill) { return Backfill::running; }

enum class ProjectionType : std::uint8_t { all, include, keys_only };
constexpr ProjectionType last_of(ProjectionType) { return ProjectionType::keys_only; }
/// "ALL", "INCLUDE", "KEYS_ONLY".
std::string_view name_of(ProjectionType type);

/// A secondary index: its description and its entries. An entry is the part of an item that the index projects; an item that lacks one of
/// the index's key attributes has no entry.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html
struct Index : Provision {
  std::string name;
  bool global = false;
  IndexKeySchema keys;
  ProjectionType projection = ProjectionType::all;
  std::vector<std::string> non_key_attributes;
  /// By entry_key. Complete, except before an added index has been filled and while the index is being deleted: then empty.
  Tree<Item> entries;

  // For global indexes only, like the Provision base; a local index uses its table's.
  IndexStatus status = IndexStatus::active;
  Backfill backfill = Backfill::none;

  /// True if the entries are kept in sync with the items.
  bool is_filled() const { return status != IndexStatus::deleting && backfill == Backfill::none; }
  /// Returns whether entries contain `attribute`: keys of the table and the index always, with INCLUDE also those listed, with ALL every
  /// attribute.
  bool projects(std::string_view attribute, const KeySchema& table_keys) const;

  /// Leaves out the entries, which can be rebuilt from the table's items.
  void archive(auto& archive) {
    Provision::archive(archive);
    archive(name, global, keys, projection, non_key_attributes, status, backfill);
  }
};

/// Maximum total size of the values of an index's hash keys, and of its range keys.
inline constexpr std::size_t kMostIndexHashBytes = 2048;
inline constexpr std::size_t kMostIndexRangeBytes = 1024;

/// Returns the key of the item's entry: the index key followed by the item's own key. Returns nullopt if the index omits the item.
std::optional<std::string> entry_key(const Index& index, const Item& item, std::string_view item_key);

/// Returns the names of the attributes that identify an entry: the index's keys, then the table's.
std::vector<std::string> entry_key_names(const IndexKeySchema& index_keys, const KeySchema& table_keys);

/// Returns the part of an item that the index projects.
Item entry_of(const Index& index, const KeySchema& table_keys, const Item& item);

/// Adds the entries for all items of the table.
void fill(Index& index, const KeySchema& table_keys, const Tree<Item>& items);

}  // namespace shardbook
