#pragma once

#include <cstdint>
#include <optional>

#include "error/result.h"
#include "expression/update.h"
#include "storage/table.h"

namespace shardbook {

/// Steps shared by UpdateItem and by Update in a transaction.

/// Rejects updates that write to key attributes, set an index key to another type, or have paths into a key.
Status check_update_paths(const Table& table, const Update& update);

/// Returns the item after the update: `before`, or just the key if there is none, with the actions applied, if any. Empty if there was no
/// item and the update only removes: that creates none.
Result<AttributeMap> updated_item(const Table& table, const std::optional<Update>& update, const Item& before, const AttributeMap& key);

/// Returns what UPDATED_NEW shows: the paths written to, with their values in `after`. Removed paths have no new value.
AttributeMap newly_written(const Update& update, const Item& before, const AttributeMap& key, const Item& after);

/// Returns the size in bytes that the service checks against the limit: it adds an estimate of its own for the request.
std::uint64_t size_of_update(const std::optional<Update>& update, const AttributeMap& after, const AttributeMap& key);

}  // namespace shardbook
