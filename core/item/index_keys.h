#pragma once

#include "error/result.h"
#include "expression/update.h"
#include "storage/table.h"

namespace shardbook {

/// Index keys in written items: an index's key attribute may be missing, but if present it must have the declared type and be neither empty
/// nor too long.

/// Checks an item that is put as a whole. With local indexes, the total size of the item and its entries is limited too.
Status check_index_keys(const Table& table, const AttributeMap& item);

/// Rejects an update that sets an index key to a value given in the request, if its type is wrong.
Status check_index_key_values(const Table& table, const Update& update);
/// Checks an updated item, for the index keys that changed.
Status check_updated_index_keys(const Table& table, const Item& before, const AttributeMap& after);

}  // namespace shardbook
