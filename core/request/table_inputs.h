#pragma once

#include "request/global_table_shapes.h"
#include "request/projection_shape.h"
#include "request/tag_shapes.h"
#include "request/vector_index_shapes.h"

namespace shardbook {

/// Requests of the table operations. Members are named as in the API, in snake case.

struct AttributeDefinition {
  std::optional<std::string> attribute_name;
  std::optional<std::string> attribute_type;
};
struct KeySchemaElement {
  std::optional<std::string> attribute_name;
  std::optional<std::string> key_type;
};
struct ProvisionedThroughput {
  std::optional<std::int64_t> read_capacity_units;
  std::optional<std::int64_t> write_capacity_units;
};
struct OnDemandThroughput {
  std::optional<std::int64_t> max_read_request_units;
  std::optional<std::int64_t> max_write_request_units;
};
struct WarmThroughput {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
};
/// For local and global indexes.
struct SecondaryIndex {
  std::optional<std::string> index_name;
  std::optional<std::vector<KeySchemaElement>> key_schema;
  std::optional<ProjectionInput> projection;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
};
struct GlobalSecondaryIndexUpdate {
  std::optional<SecondaryIndex> update;
  std::optional<SecondaryIndex> create;
  std::optional<SecondaryIndex> delete_;
};
struct StreamSpecification {
  std::optional<bool> stream_enabled;
  std::optional<std::string> stream_view_type;
};
struct SSESpecification {
  std::optional<bool> enabled;
  std::optional<std::string> sse_type;
  std::optional<std::string> kms_master_key_id;
};

/// What CreateTable and UpdateTable have in common.
struct TableSettings {
  std::optional<std::string> table_name;
  std::optional<std::vector<AttributeDefinition>> attribute_definitions;
  std::optional<std::string> billing_mode;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<StreamSpecification> stream_specification;
  std::optional<SSESpecification> sse_specification;
  std::optional<std::string> table_class;
  std::optional<bool> deletion_protection_enabled;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
  std::optional<std::string> global_table_settings_replication_mode;
};
struct CreateTableInput : TableSettings {
  std::optional<std::vector<KeySchemaElement>> key_schema;
  std::optional<std::vector<SecondaryIndex>> local_secondary_indexes;
  std::optional<std::vector<SecondaryIndex>> global_secondary_indexes;
  std::optional<std::vector<Tag>> tags;
  std::optional<std::string> resource_policy;
  std::optional<std::string> global_table_source_arn;
  std::optional<std::vector<VectorIndex>> vector_indexes;
};
struct UpdateTableInput : TableSettings {
  std::optional<std::vector<GlobalSecondaryIndexUpdate>> global_secondary_index_updates;
  std::optional<std::vector<ReplicaUpdate>> replica_updates;
  std::optional<std::string> multi_region_consistency;
  std::optional<std::vector<WitnessUpdate>> global_table_witness_updates;
  std::optional<bool> disassociation_protection_enabled;
  std::optional<std::vector<VectorIndexUpdate>> vector_index_updates;
};
struct TableNameInput {
  std::optional<std::string> table_name;
};
struct ListTablesInput {
  std::optional<std::string> exclusive_start_table_name;
  std::optional<std::int64_t> limit;
};

extern const Shape kCreateTableInput;
extern const Shape kUpdateTableInput;
extern const Shape kDescribeTableInput;
extern const Shape kDescribeTimeToLiveInput;
extern const Shape kDescribeContinuousBackupsInput;
extern const Shape kDeleteTableInput;
extern const Shape kListTablesInput;

}  // namespace shardbook
