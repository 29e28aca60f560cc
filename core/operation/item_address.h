#pragma once

#include <string>
#include <string_view>

#include "operation/context.h"

namespace shardbook {

/// Finds tables and the places of items in them, with the service's faults where there are none.

/// By name or ARN; ResourceNotFoundException unless there is such a table and it can be read.
Result<const Table*> find_table(Context& context, std::string_view name_or_arn);
/// For writing. There must be such a table (find_table has said so).
Table& edit_table(Context& context, std::string_view name_or_arn);
/// The name in a table's ARN, or the text itself.
std::string_view table_name_in(std::string_view name_or_arn);

/// A key attribute's value, where a request names it, is not empty.
Status check_not_empty(const KeyAttribute& key, const AttributeValue& value);

/// Where the item with this Key is kept; the fault if the Key does not match the schema.
Result<std::string> key_address(const Table& table, const AttributeMap& key);
/// Where this item, which is to be put, is kept; the fault if it lacks a key attribute or has one, be it an index's, of a wrong type.
Result<std::string> item_address(const Table& table, const AttributeMap& item);

/// The item at `address`, or none.
Item find_item(const Table& table, std::string_view address);

}  // namespace shardbook
