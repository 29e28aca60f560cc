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

/// Returns the item after the update: `before`, or just the key if there is none, with the actions applied, if any. No item if there was
/// none and the update only removes. Fails if the item would be too large.
Result<Item> updated_item(const Table& table, const std::optional<Update>& update, const Item& before, const AttributeMap& key);

/// Returns the bytes that the service counts for an UpdateExpression as it was sent: its names and values, and an amount for each clause,
/// path and function. The limit is that of an item.
std::uint64_t request_bytes_of(const Update& update);

}  // namespace shardbook
