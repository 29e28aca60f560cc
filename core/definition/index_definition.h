#pragma once

#include "definition/key_definition.h"
#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/table.h"

namespace shardbook {

/// Secondary indexes as defined by CreateTable and UpdateTable.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html

inline constexpr std::size_t kMostGlobalIndexes = 20;

/// Checks the indexes of a new table whose own keys have already been checked. `defined` are the names of the defined attributes.
Status check_index_definitions(const CreateTableInput& input, BillingMode mode, const std::set<std::string>& defined);

/// Checks the keys, which must be defined, and the projection of a single global index.
Status check_global_index_keys(const SecondaryIndex& index);
/// Checks the maximum and warm throughput of a single global index.
Status check_global_index_limits(const SecondaryIndex& index, BillingMode mode);

/// Limits how many attributes the table's indexes, including this one, may project by name.
Status check_non_key_attributes(const SecondaryIndex& index, const Table& table);

/// Makes an index from a checked definition, without entries and partitions.
Index index_of(const SecondaryIndex& definition, const AttributeDefinitions& definitions, bool global, BillingMode mode);

}  // namespace shardbook
