#pragma once

#include <string>
#include <string_view>

#include "error/result.h"
#include "storage/table.h"

namespace shardbook {

/// Keys of items in their tables, with the service's errors for invalid ones.

/// Checks that a key attribute's value given in a request is not empty.
Status check_not_empty(const KeyAttribute& key, const AttributeValue& value);
/// Check that it is not too long for a partition key or a sort key.
Status check_hash_size(const AttributeValue& value);
Status check_range_size(const AttributeValue& value);

/// Returns where the item with this Key is stored; fails if the Key does not match the schema.
Result<std::string> key_address(const Table& table, const AttributeMap& key);
/// Returns where to put this item; fails if a key attribute is missing, or if a key attribute of the table or of an index has the wrong
/// type.
Result<std::string> item_address(const Table& table, const AttributeMap& item);

/// Returns the item at `address`, or no item.
Item find_item(const Table& table, std::string_view address);

}  // namespace shardbook
