#pragma once

#include <string>
#include <string_view>

#include "error/result.h"
#include "storage/table.h"

namespace shardbook {

/// The places of items in their tables, with the service's faults for keys that have none.

/// A key attribute's value, where a request names it, is not empty.
Status check_not_empty(const KeyAttribute& key, const AttributeValue& value);
/// It is not too long either: the bound is the partition key's or the sort key's.
Status check_hash_size(const AttributeValue& value);
Status check_range_size(const AttributeValue& value);

/// Where the item with this Key is kept; the fault if the Key does not match the schema.
Result<std::string> key_address(const Table& table, const AttributeMap& key);
/// Where this item, which is to be put, is kept; the fault if it lacks a key attribute or has one, be it an index's, of a wrong type.
Result<std::string> item_address(const Table& table, const AttributeMap& item);

/// The item at `address`, or none.
Item find_item(const Table& table, std::string_view address);

}  // namespace shardbook
