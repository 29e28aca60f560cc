#pragma once

#include "request/common_shapes.h"

namespace shardbook {

/// Members of CreateTable and UpdateTable for global tables. Declared so that requests are read as the service reads them; using them is
/// refused.

struct ReplicaThroughputOverride {
  std::optional<std::int64_t> read_capacity_units;
};
struct ReplicaOnDemandOverride {
  std::optional<std::int64_t> max_read_request_units;
};
struct ReplicaIndex {
  std::optional<std::string> index_name;
  std::optional<ReplicaThroughputOverride> provisioned_throughput_override;
  std::optional<ReplicaOnDemandOverride> on_demand_throughput_override;
};
struct ReplicaAction {
  std::optional<std::string> region_name;
  std::optional<std::string> kms_master_key_id;
  std::optional<ReplicaThroughputOverride> provisioned_throughput_override;
  std::optional<ReplicaOnDemandOverride> on_demand_throughput_override;
  std::optional<std::vector<ReplicaIndex>> global_secondary_indexes;
  std::optional<std::string> table_class_override;
  std::optional<std::string> disassociation_mode;
};
struct ReplicaUpdate {
  std::optional<ReplicaAction> create;
  std::optional<ReplicaAction> update;
  std::optional<ReplicaAction> delete_;
  std::optional<ReplicaAction> disassociate;
};
struct WitnessUpdate {
  std::optional<ReplicaAction> create;
  std::optional<ReplicaAction> delete_;
};

namespace shape {

inline constexpr Shape kReplicationMode = one_of("ENABLED, DISABLED, ENABLED_WITH_OVERRIDES");
inline constexpr Shape kMultiRegionConsistency = one_of("EVENTUAL, STRONG");
inline constexpr Shape kDisassociationMode = one_of("WAIT_FOR_REPLICATION");
inline constexpr Shape kTableClass = one_of("STANDARD, STANDARD_INFREQUENT_ACCESS");

inline constexpr Member replica_throughput_members[] = {
    member<&ReplicaThroughputOverride::read_capacity_units>("ReadCapacityUnits", kPositiveLong),
};
inline constexpr Shape kReplicaThroughput = structure("ProvisionedThroughputOverride", replica_throughput_members);
inline constexpr Member replica_on_demand_members[] = {
    member<&ReplicaOnDemandOverride::max_read_request_units>("MaxReadRequestUnits", kLong),
};
inline constexpr Shape kReplicaOnDemand = structure("OnDemandThroughputOverride", replica_on_demand_members);
inline constexpr Member replica_index_members[] = {
    required<&ReplicaIndex::index_name>("IndexName", kIndexName),
    member<&ReplicaIndex::provisioned_throughput_override>("ProvisionedThroughputOverride", kReplicaThroughput),
    member<&ReplicaIndex::on_demand_throughput_override>("OnDemandThroughputOverride", kReplicaOnDemand),
};
inline constexpr Shape kReplicaIndex = structure("ReplicaGlobalSecondaryIndex", replica_index_members);
inline constexpr Shape kReplicaIndexes = list<ReplicaIndex>(kReplicaIndex, 1);

inline constexpr Member replica_members[] = {
    required<&ReplicaAction::region_name>("RegionName", kText),
    member<&ReplicaAction::kms_master_key_id>("KMSMasterKeyId", kText),
    member<&ReplicaAction::provisioned_throughput_override>("ProvisionedThroughputOverride", kReplicaThroughput),
    member<&ReplicaAction::on_demand_throughput_override>("OnDemandThroughputOverride", kReplicaOnDemand),
    member<&ReplicaAction::global_secondary_indexes>("GlobalSecondaryIndexes", kReplicaIndexes),
    member<&ReplicaAction::table_class_override>("TableClassOverride", kTableClass),
};
inline constexpr Shape kCreateReplica = structure("CreateReplicationGroupMemberAction", replica_members);
inline constexpr Shape kUpdateReplica = structure("UpdateReplicationGroupMemberAction", replica_members);
inline constexpr Member region_members[] = {
    required<&ReplicaAction::region_name>("RegionName", kText),
};
inline constexpr Shape kDeleteReplica = structure("DeleteReplicationGroupMemberAction", region_members);
inline constexpr Member disassociate_members[] = {
    required<&ReplicaAction::region_name>("RegionName", kText),
    required<&ReplicaAction::disassociation_mode>("DisassociationMode", kDisassociationMode),
};
inline constexpr Shape kDisassociateReplica = structure("DisassociateReplicationGroupMemberAction", disassociate_members);
inline constexpr Member replica_update_members[] = {
    member<&ReplicaUpdate::create>("Create", kCreateReplica),
    member<&ReplicaUpdate::update>("Update", kUpdateReplica),
    member<&ReplicaUpdate::delete_>("Delete", kDeleteReplica),
    member<&ReplicaUpdate::disassociate>("Disassociate", kDisassociateReplica),
};
inline constexpr Shape kReplicaUpdate = structure("ReplicationGroupUpdate", replica_update_members);
inline constexpr Shape kReplicaUpdates = list<ReplicaUpdate>(kReplicaUpdate, 1);

inline constexpr Shape kCreateWitness = structure("CreateGlobalTableWitnessGroupMemberAction", region_members);
inline constexpr Shape kDeleteWitness = structure("DeleteGlobalTableWitnessGroupMemberAction", region_members);
inline constexpr Member witness_update_members[] = {
    member<&WitnessUpdate::create>("Create", kCreateWitness),
    member<&WitnessUpdate::delete_>("Delete", kDeleteWitness),
};
inline constexpr Shape kWitnessUpdate = structure("GlobalTableWitnessGroupUpdate", witness_update_members);
inline constexpr Shape kWitnessUpdates = list<WitnessUpdate>(kWitnessUpdate, 1, 1);

}  // namespace shape

}  // namespace shardbook
