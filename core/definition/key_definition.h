#pragma once

#include <string>
#include <vector>

#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/key.h"

namespace shardbook {

/// Key schemas of tables and indexes, and the attribute definitions they refer to.

using AttributeDefinitions = std::vector<AttributeDefinition>;
using KeySchemaElements = std::vector<KeySchemaElement>;

/// All key attributes are defined.
Status check_defined(const KeySchemaElements& keys, const AttributeDefinitions& definitions);
/// One HASH, then perhaps a RANGE of another name.
Status check_key_schema(const KeySchemaElements& keys);
/// Requires one to four HASH, then up to four RANGE, with distinct names:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
Status check_global_key_schema(const KeySchemaElements& keys);

/// Name and type of each definition.
std::vector<KeyAttribute> attributes_of(const AttributeDefinitions& definitions);
/// The keys must have been checked.
IndexKeySchema key_schema_of(const KeySchemaElements& keys, const AttributeDefinitions& definitions);

/// "a, b".
std::string names_of(const KeySchemaElements& keys);
std::string names_of(const AttributeDefinitions& definitions);

}  // namespace shardbook
