#include "definition/index_definition.h"

#include <algorithm>
#include <set>

#include "definition/table_settings.h"
#include "definition/throughput_limits.h"

namespace shardbook {

namespace {

constexpr std::size_t kMostLocalIndexes = 5;
constexpr std::size_t kMostNonKeyAttributes = 100;  // across all indexes

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

Status check_projection(const ProjectionInput& projection) {
  if (!projection.projection_type) return invalid("Unknown ProjectionType: null");
  const bool include = projection.projection_type == "INCLUDE";
  if (include && !projection.non_key_attributes) return invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  if (!include && projection.non_key_attributes) {
    return invalid("ProjectionType is " + *projection.projection_type + ", but NonKeyAttributes is specified");
  }
  if (!include) return {};
  std::set<std::string> names;
  for (const std::string& name : *projection.non_key_attributes) {
    if (!names.insert(name).second) return invalid("Duplicate element in NonKeyAttributes: " + name);
  }
  return {};
}

Status check_new_name(const SecondaryIndex& index, std::set<std::string>& names) {
  if (names.insert(*index.index_name).second) return {};
  return invalid("Duplicate index name: " + *index.index_name);
}

Status check_local_index(const SecondaryIndex& index, const CreateTableInput& input) {
  const KeySchemaElements& keys = *index.key_schema;
  RETURN_IF_ERROR(check_key_schema(keys));
  if (keys.size() < 2) return invalid("Index KeySchema does not have a range key for index: " + *index.index_name);
  const std::string& table_hash = *input.key_schema->front().attribute_name;
  if (keys[0].attribute_name != table_hash) {
    return invalid("Index KeySchema does not have the same leading hash key as table KeySchema for index: " + *index.index_name +
                   ". index hash key: " + *keys[0].attribute_name + ", table hash key: " + table_hash);
  }
  return check_projection(*index.projection);
}

Status check_local_indexes(const CreateTableInput& input, std::set<std::string>& names) {
  if (!input.local_secondary_indexes) return {};
  if (input.key_schema->size() < 2) {
    return invalid("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
  }
  for (const SecondaryIndex& index : *input.local_secondary_indexes) {
    RETURN_IF_ERROR(check_local_index(index, input));
    RETURN_IF_ERROR(check_new_name(index, names));
  }
  if (input.local_secondary_indexes->size() <= kMostLocalIndexes) return {};
  return invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
}

Status check_index_throughput(const SecondaryIndex& index, BillingMode mode) {
  if (mode == BillingMode::provisioned) {
    if (!index.provisioned_throughput) return invalid("ProvisionedThroughput is not specified for index: " + *index.index_name);
    return check_throughput_bounds(index.provisioned_throughput);
  }
  if (!index.provisioned_throughput) return {};
  return invalid("ProvisionedThroughput should not be specified for index: " + *index.index_name + " when BillingMode is PAY_PER_REQUEST");
}

Status check_global_indexes(const CreateTableInput& input, BillingMode mode, std::set<std::string>& names) {
  if (!input.global_secondary_indexes) return {};
  for (const SecondaryIndex& index : *input.global_secondary_indexes) {
    RETURN_IF_ERROR(check_global_index_keys(index));
    RETURN_IF_ERROR(check_index_throughput(index, mode));
    RETURN_IF_ERROR(check_global_index_limits(index, mode));
    RETURN_IF_ERROR(check_new_name(index, names));
  }
  if (input.global_secondary_indexes->size() <= kMostGlobalIndexes) return {};
  return invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20");
}

/// Returns all indexes in the request.
std::vector<const SecondaryIndex*> indexes_in(const CreateTableInput& input) {
  std::vector<const SecondaryIndex*> all;
  for (const auto* list : {&input.global_secondary_indexes, &input.local_secondary_indexes}) {
    if (!*list) continue;
    for (const SecondaryIndex& index : **list) all.push_back(&index);
  }
  return all;
}

std::size_t non_key_attributes_of(const SecondaryIndex& index) {
  return index.projection->non_key_attributes ? index.projection->non_key_attributes->size() : 0;
}

Status check_non_key_attribute_count(std::size_t count) {
  if (count <= kMostNonKeyAttributes) return {};
  return invalid("Number of NonKeyAttributes over all indexes exceeds the per-table limit of 100");
}

Status check_non_key_attributes(const CreateTableInput& input) {
  std::size_t count = 0;
  for (const SecondaryIndex* index : indexes_in(input)) count += non_key_attributes_of(*index);
  return check_non_key_attribute_count(count);
}

Status check_all_defined(const CreateTableInput& input, const std::set<std::string>& defined) {
  std::vector<std::string> used;
  for (const KeySchemaElement& key : *input.key_schema) used.push_back(*key.attribute_name);
  for (const SecondaryIndex* index : indexes_in(input)) {
    RETURN_IF_ERROR(check_defined(*index->key_schema, *input.attribute_definitions, defined));
    for (const KeySchemaElement& key : *index->key_schema) used.push_back(*key.attribute_name);
  }
  return check_used(*input.attribute_definitions, used);
}

Status check_not_empty(const CreateTableInput& input) {
  if (input.global_secondary_indexes && input.global_secondary_indexes->empty()) return invalid("List of GlobalSecondaryIndexes is empty");
  if (input.local_secondary_indexes && input.local_secondary_indexes->empty()) return invalid("List of LocalSecondaryIndexes is empty");
  return {};
}

ProjectionType projection_type_of(const ProjectionInput& projection) {
  if (projection.projection_type == "ALL") return ProjectionType::all;
  return projection.projection_type == "INCLUDE" ? ProjectionType::include : ProjectionType::keys_only;
}

}  // namespace

Status check_global_index_keys(const SecondaryIndex& index) {
  RETURN_IF_ERROR(check_global_key_schema(*index.key_schema));
  return check_projection(*index.projection);
}

Status check_global_index_limits(const SecondaryIndex& index, BillingMode mode) {
  RETURN_IF_ERROR(check_new_maximum(index.on_demand_throughput, mode, index.index_name));
  const Throughput provisioned = index.provisioned_throughput ? throughput_of(*index.provisioned_throughput) : Throughput();
  return check_new_warmth(index.warm_throughput, mode, provisioned, index.index_name);
}

Status check_non_key_attributes(const SecondaryIndex& index, const Table& table) {
  std::size_t count = non_key_attributes_of(index);
  for (const Index& present : table.indexes) count += present.non_key_attributes.size();
  return check_non_key_attribute_count(count);
}

Status check_index_definitions(const CreateTableInput& input, BillingMode mode, const std::set<std::string>& defined) {
  if (!input.local_secondary_indexes && !input.global_secondary_indexes) {
    if (input.key_schema->size() == input.attribute_definitions->size()) return {};
    return invalid("Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
  }
  RETURN_IF_ERROR(check_not_empty(input));
  RETURN_IF_ERROR(check_all_defined(input, defined));
  std::set<std::string> names;
  RETURN_IF_ERROR(check_global_indexes(input, mode, names));
  RETURN_IF_ERROR(check_local_indexes(input, names));
  return check_non_key_attributes(input);
}

Index index_of(const SecondaryIndex& definition, const AttributeDefinitions& definitions, bool global, BillingMode mode) {
  Index index;
  index.name = *definition.index_name;
  index.global = global;
  index.keys = key_schema_of(*definition.key_schema, definitions);
  index.projection = projection_type_of(*definition.projection);
  index.non_key_attributes = definition.projection->non_key_attributes.value_or(std::vector<std::string>());
  std::sort(index.non_key_attributes.begin(), index.non_key_attributes.end());
  if (definition.provisioned_throughput) index.throughput = throughput_of(*definition.provisioned_throughput);
  if (definition.on_demand_throughput) merge_maximum(index.on_demand_maximum, *definition.on_demand_throughput);
  index.warm_throughput = new_warm_throughput(mode, index.throughput, definition.warm_throughput);
  return index;
}

}  // namespace shardbook
