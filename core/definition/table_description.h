#pragma once

#include "protocol/json_writer.h"
#include "state/state.h"
#include "storage/table.h"

namespace shardbook {

/// TableDescription: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html

/// Appends the shorter one that DeleteTable returns: no keys, attributes, indexes, creation date or warm throughput.
void append_deleted_table_description(JsonWriter& json, const Table& table);

/// Returns seconds since the epoch with milliseconds, as the API writes timestamps: 1700000000.123.
std::string timestamp_text(std::int64_t milliseconds);

/// Appends the value of KeySchema.
void append_key_schema(JsonWriter& json, const KeySchema& keys);

/// Returns `{"<member>":{...table...}}`.
std::string table_response(std::string_view member, const Table& table);
/// Returns CreateTable's response, which has no warm throughput of indexes, nor of the table unless it was requested.
std::string created_table_response(const Table& table, bool with_warm_throughput);

}  // namespace shardbook
