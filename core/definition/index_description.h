#pragma once

#include "protocol/json_writer.h"
#include "storage/provision.h"
#include "storage/table.h"

namespace shardbook {

/// Appends "OnDemandThroughput", unless there is no maximum.
void append_maximum(JsonWriter& json, const Throughput& maximum);
/// Appends "WarmThroughput". `settled` is false while a change of the table or index is pending.
void append_warm_throughput(JsonWriter& json, const Provision& provision, bool settled);

/// Appends "LocalSecondaryIndexes" and "GlobalSecondaryIndexes" of a TableDescription, if the table has any.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexDescription.html
void append_index_descriptions(JsonWriter& json, const Table& table, bool with_warm_throughput);

}  // namespace shardbook
