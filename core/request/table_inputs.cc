#include "request/table_inputs.h"

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Shape kScalarType = one_of("B, N, S");
constexpr Shape kKeyType = one_of("HASH, RANGE");
constexpr Shape kBillingMode = one_of("PROVISIONED, PAY_PER_REQUEST");
constexpr Shape kSseType = one_of("AES256, KMS");
constexpr Shape kStreamViewType = one_of("OLD_IMAGE, KEYS_ONLY, NEW_AND_OLD_IMAGES, NEW_IMAGE");

constexpr Member attribute_definition_members[] = {
    required<&AttributeDefinition::attribute_type>("AttributeType", kScalarType),
    required<&AttributeDefinition::attribute_name>("AttributeName", kKeyAttributeName),
};
constexpr Shape kAttributeDefinition = structure("AttributeDefinition", attribute_definition_members);
constexpr Shape kAttributeDefinitions = list<AttributeDefinition>(kAttributeDefinition);

constexpr Member key_schema_element_members[] = {
    required<&KeySchemaElement::attribute_name>("AttributeName", kKeyAttributeName),
    required<&KeySchemaElement::key_type>("KeyType", kKeyType),
};
constexpr Shape kKeySchemaElement = structure("KeySchemaElement", key_schema_element_members);
constexpr Shape kKeySchema = list<KeySchemaElement>(kKeySchemaElement, 1, 2);
constexpr Shape kGlobalKeySchema = list<KeySchemaElement>(kKeySchemaElement, 1, 8);

constexpr Member provisioned_throughput_members[] = {
    required<&ProvisionedThroughput::write_capacity_units>("WriteCapacityUnits", kPositiveLong),
    required<&ProvisionedThroughput::read_capacity_units>("ReadCapacityUnits", kPositiveLong),
};
constexpr Shape kProvisionedThroughput = structure("ProvisionedThroughput", provisioned_throughput_members);

constexpr Member on_demand_throughput_members[] = {
    member<&OnDemandThroughput::max_read_request_units>("MaxReadRequestUnits", kLong),
    member<&OnDemandThroughput::max_write_request_units>("MaxWriteRequestUnits", kLong),
};
constexpr Shape kOnDemandThroughput = structure("OnDemandThroughput", on_demand_throughput_members);

constexpr Member warm_throughput_members[] = {
    member<&WarmThroughput::read_units_per_second>("ReadUnitsPerSecond", kLong),
    member<&WarmThroughput::write_units_per_second>("WriteUnitsPerSecond", kLong),
};
constexpr Shape kWarmThroughput = structure("WarmThroughput", warm_throughput_members);

constexpr Member local_index_members[] = {
    required<&SecondaryIndex::index_name>("IndexName", kIndexName),
    required<&SecondaryIndex::key_schema>("KeySchema", kKeySchema),
    required<&SecondaryIndex::projection>("Projection", kProjection),
};
constexpr Shape kLocalIndex = structure("LocalSecondaryIndex", local_index_members);
constexpr Shape kLocalIndexes = list<SecondaryIndex>(kLocalIndex);
constexpr Member global_index_members[] = {
    required<&SecondaryIndex::index_name>("IndexName", kIndexName),
    required<&SecondaryIndex::key_schema>("KeySchema", kGlobalKeySchema),
    required<&SecondaryIndex::projection>("Projection", kProjection),
    member<&SecondaryIndex::provisioned_throughput>("ProvisionedThroughput", kProvisionedThroughput),
    member<&SecondaryIndex::on_demand_throughput>("OnDemandThroughput", kOnDemandThroughput),
    member<&SecondaryIndex::warm_throughput>("WarmThroughput", kWarmThroughput),
};
constexpr Shape kGlobalIndex = structure("GlobalSecondaryIndex", global_index_members);
constexpr Shape kGlobalIndexes = list<SecondaryIndex>(kGlobalIndex);
constexpr Shape kCreateIndex = structure("CreateGlobalSecondaryIndexAction", global_index_members);
constexpr Member update_index_members[] = {
    required<&SecondaryIndex::index_name>("IndexName", kIndexName),
    member<&SecondaryIndex::provisioned_throughput>("ProvisionedThroughput", kProvisionedThroughput),
    member<&SecondaryIndex::on_demand_throughput>("OnDemandThroughput", kOnDemandThroughput),
    member<&SecondaryIndex::warm_throughput>("WarmThroughput", kWarmThroughput),
};
constexpr Shape kUpdateIndex = structure("UpdateGlobalSecondaryIndexAction", update_index_members);
constexpr Member delete_index_members[] = {
    required<&SecondaryIndex::index_name>("IndexName", kIndexName),
};
constexpr Shape kDeleteIndex = structure("DeleteGlobalSecondaryIndexAction", delete_index_members);
constexpr Member index_update_members[] = {
    member<&GlobalSecondaryIndexUpdate::update>("Update", kUpdateIndex),
    member<&GlobalSecondaryIndexUpdate::create>("Create", kCreateIndex),
    member<&GlobalSecondaryIndexUpdate::delete_>("Delete", kDeleteIndex),
};
constexpr Shape kIndexUpdate = structure("GlobalSecondaryIndexUpdate", index_update_members);
constexpr Shape kIndexUpdates = list<GlobalSecondaryIndexUpdate>(kIndexUpdate);

constexpr Member stream_specification_members[] = {
    required<&StreamSpecification::stream_enabled>("StreamEnabled", kBoolean),
    member<&StreamSpecification::stream_view_type>("StreamViewType", kStreamViewType),
};
constexpr Shape kStreamSpecification = structure("StreamSpecification", stream_specification_members);

constexpr Shape kKmsKey = string(1);
constexpr Member sse_members[] = {
    member<&SSESpecification::enabled>("Enabled", kBoolean),
    member<&SSESpecification::sse_type>("SSEType", kSseType),
    member<&SSESpecification::kms_master_key_id>("KMSMasterKeyId", kKmsKey),
};
constexpr Shape kSseSpecification = structure("SSESpecification", sse_members);

constexpr Shape kNewTableName = length_first(kTableName);
constexpr Shape kNamedTable = length_first(kTableArn);
constexpr Shape kSourceArn = string(1, 1024);

constexpr Member create_table_members[] = {
    required<&CreateTableInput::attribute_definitions>("AttributeDefinitions", kAttributeDefinitions),
    required<&CreateTableInput::table_name>("TableName", kNewTableName),
    required<&CreateTableInput::key_schema>("KeySchema", kKeySchema),
    member<&CreateTableInput::global_secondary_indexes>("GlobalSecondaryIndexes", kGlobalIndexes),
    member<&CreateTableInput::local_secondary_indexes>("LocalSecondaryIndexes", kLocalIndexes),
    member<&CreateTableInput::billing_mode>("BillingMode", kBillingMode),
    member<&CreateTableInput::provisioned_throughput>("ProvisionedThroughput", kProvisionedThroughput),
    member<&CreateTableInput::stream_specification>("StreamSpecification", kStreamSpecification),
    member<&CreateTableInput::sse_specification>("SSESpecification", kSseSpecification),
    member<&CreateTableInput::tags>("Tags", kTags),
    member<&CreateTableInput::table_class>("TableClass", kText),
    member<&CreateTableInput::deletion_protection_enabled>("DeletionProtectionEnabled", kBoolean),
    member<&CreateTableInput::warm_throughput>("WarmThroughput", kWarmThroughput),
    member<&CreateTableInput::resource_policy>("ResourcePolicy", kText),
    member<&CreateTableInput::on_demand_throughput>("OnDemandThroughput", kOnDemandThroughput),
    member<&CreateTableInput::global_table_source_arn>("GlobalTableSourceArn", kSourceArn),
    member<&CreateTableInput::global_table_settings_replication_mode>("GlobalTableSettingsReplicationMode", kReplicationMode),
    member<&CreateTableInput::vector_indexes>("VectorIndexes", kVectorIndexes),
};

constexpr Member update_table_members[] = {
    member<&UpdateTableInput::attribute_definitions>("AttributeDefinitions", kAttributeDefinitions),
    required<&UpdateTableInput::table_name>("TableName", kNamedTable),
    member<&UpdateTableInput::billing_mode>("BillingMode", kBillingMode),
    member<&UpdateTableInput::provisioned_throughput>("ProvisionedThroughput", kProvisionedThroughput),
    member<&UpdateTableInput::global_secondary_index_updates>("GlobalSecondaryIndexUpdates", kIndexUpdates),
    member<&UpdateTableInput::stream_specification>("StreamSpecification", kStreamSpecification),
    member<&UpdateTableInput::sse_specification>("SSESpecification", kSseSpecification),
    member<&UpdateTableInput::replica_updates>("ReplicaUpdates", kReplicaUpdates),
    member<&UpdateTableInput::table_class>("TableClass", kText),
    member<&UpdateTableInput::deletion_protection_enabled>("DeletionProtectionEnabled", kBoolean),
    member<&UpdateTableInput::multi_region_consistency>("MultiRegionConsistency", kMultiRegionConsistency),
    member<&UpdateTableInput::global_table_witness_updates>("GlobalTableWitnessUpdates", kWitnessUpdates),
    member<&UpdateTableInput::on_demand_throughput>("OnDemandThroughput", kOnDemandThroughput),
    member<&UpdateTableInput::warm_throughput>("WarmThroughput", kWarmThroughput),
    member<&UpdateTableInput::global_table_settings_replication_mode>("GlobalTableSettingsReplicationMode", kReplicationMode),
    member<&UpdateTableInput::disassociation_protection_enabled>("DisassociationProtectionEnabled", kBoolean),
    member<&UpdateTableInput::vector_index_updates>("VectorIndexUpdates", kVectorIndexUpdates),
};

constexpr Member table_name_members[] = {
    required<&TableNameInput::table_name>("TableName", kNamedTable),
};

constexpr Shape kTablesLimit = scalar(Shape::Kind::integer, 1, 100);
constexpr Member list_tables_members[] = {
    member<&ListTablesInput::exclusive_start_table_name>("ExclusiveStartTableName", kTableName),
    member<&ListTablesInput::limit>("Limit", kTablesLimit),
};

}  // namespace

const Shape kCreateTableInput = structure("CreateTableInput", create_table_members);
const Shape kUpdateTableInput = structure("UpdateTableInput", update_table_members);
const Shape kDescribeTableInput = structure("DescribeTableInput", table_name_members);
const Shape kDescribeTimeToLiveInput = structure("DescribeTimeToLiveInput", table_name_members);
const Shape kDescribeContinuousBackupsInput = structure("DescribeContinuousBackupsInput", table_name_members);
const Shape kDeleteTableInput = structure("DeleteTableInput", table_name_members);
const Shape kListTablesInput = structure("ListTablesInput", list_tables_members);

}  // namespace shardbook
