#pragma once

#include "definition/key_definition.h"
#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/table.h"

namespace shardbook {

/// Secondary indexes as CreateTable and UpdateTable define them.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html

inline constexpr std::size_t kMostGlobalIndexes = 20;

/// Of a table that is to be created; its own keys have been checked.
Status check_index_definitions(const CreateTableInput& input, BillingMode mode);

/// One global index, alone.
Status check_global_index(const SecondaryIndex& index, const AttributeDefinitions& definitions, BillingMode mode);

/// The index and those that the table has project no more attributes by name than a table's indexes may.
Status check_non_key_attributes(const SecondaryIndex& index, const Table& table);

/// The definition must have been checked. The index has no entries and no partitions yet.
Index index_of(const SecondaryIndex& definition, const AttributeDefinitions& definitions, bool global, BillingMode mode);

}  // namespace shardbook
