#pragma once

#include <set>
#include <string>
#include <vector>

#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/key.h"

namespace shardbook {

/// Key schemas of tables and indexes, and the attribute definitions they refer to.

using AttributeDefinitions = std::vector<AttributeDefinition>;
using KeySchemaElements = std::vector<KeySchemaElement>;

/// Checks that no attribute is defined twice, and collects their names.
Status check_distinct(const AttributeDefinitions& definitions, std::set<std::string>& names);
/// Checks that all key attributes are defined. `names` are those of `definitions`.
Status check_defined(const KeySchemaElements& keys, const AttributeDefinitions& definitions, const std::set<std::string>& names);
/// Checks that every definition is used. `keys` are the key attributes of a table and its indexes, all of them defined.
Status check_used(const AttributeDefinitions& definitions, const std::vector<std::string>& keys);
/// Requires one HASH, optionally followed by a RANGE with a different name.
Status check_key_schema(const KeySchemaElements& keys);
/// Requires one to four HASH, then up to four RANGE, with distinct names:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
Status check_global_key_schema(const KeySchemaElements& keys);

/// Returns the name and type in each definition, sorted by name.
std::vector<KeyAttribute> attributes_of(const AttributeDefinitions& definitions);
/// Inserts an attribute into a list that is sorted by name.
void insert_by_name(std::vector<KeyAttribute>& attributes, const KeyAttribute& attribute);
/// The keys must have been checked.
IndexKeySchema key_schema_of(const KeySchemaElements& keys, const AttributeDefinitions& definitions);

}  // namespace shardbook
