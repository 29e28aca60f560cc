#pragma once

#include "error/result.h"
#include "expression/update.h"
#include "storage/table.h"

namespace shardbook {

/// What a table's indexes ask of the items that are written: an attribute that is the key of an index may be missing, but where it is there
/// it is of the type declared, not empty and not too long.

/// Of an item that is put whole. With local indexes, the item and its entries together are bounded too.
Status check_index_keys(const Table& table, const AttributeMap& item);

/// An update sets no index key to a value that can be seen to be of another type.
Status check_index_key_values(const Table& table, const Update& update);
/// Of an updated item, where a key has changed.
Status check_updated_index_keys(const Table& table, const Item& before, const AttributeMap& after);

}  // namespace shardbook
