#pragma once

#include "protocol/json_writer.h"
#include "storage/table.h"

namespace shardbook {

/// Appends "LocalSecondaryIndexes" and "GlobalSecondaryIndexes" of a TableDescription, where the table has any.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexDescription.html
void append_index_descriptions(JsonWriter& json, const Table& table);

}  // namespace shardbook
