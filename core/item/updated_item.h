#pragma once

#include <cstdint>
#include <optional>

#include "error/result.h"
#include "expression/update.h"
#include "storage/table.h"

namespace shardbook {

/// Steps that UpdateItem and an Update in a transaction share.

/// The update may not write to key attributes, nor set a key of an index to another type, nor may its paths reach into a key.
Status check_update_paths(const Table& table, const Update& update);

/// The item after the update: `before`, or the key alone if there is none, with the actions applied; without an update, that alone.
/// Empty if there is none and the update only takes away: that creates no item.
Result<AttributeMap> updated_item(const Table& table, const std::optional<Update>& update, const Item& before, const AttributeMap& key);

/// What UPDATED_NEW shows: the places that the update has written to, as they are in `after`. What it has removed has no new value.
AttributeMap newly_written(const Update& update, const Item& before, const AttributeMap& key, const Item& after);

/// The service adds its own estimate of the request to the size of an updated item. In bytes.
std::uint64_t size_of_update(const std::optional<Update>& update, const AttributeMap& after, const AttributeMap& key);

}  // namespace shardbook
