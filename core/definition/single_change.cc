#include "definition/single_change.h"

#include <algorithm>

#include "definition/table_settings.h"

namespace shardbook {

namespace {

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

Error must_be_alone(const char* subject) { return invalid(std::string(subject) + " must be the only operation in the request"); }

/// The changes a request asks for.
struct Changes {
  bool encryption = false;
  bool table_class = false;
  bool protection = false;
  bool replicas = false;
  bool warm_throughput = false;
  bool maximum = false;
  bool stream = false;
  bool throughput = false;
  bool billing = false;
  bool online_indexes = false;  // created or deleted
  bool creates_index = false;
  bool updates_index = false;

  /// Counts billing mode and units as one change.
  int count() const {
    return encryption + table_class + protection + replicas + warm_throughput + maximum + stream + (throughput || billing) +
           (online_indexes || updates_index);
  }
};

Changes changes_in(const UpdateTableInput& input) {
  Changes changes;
  changes.encryption = input.sse_specification.has_value();
  changes.table_class = input.table_class.has_value();
  changes.protection = input.deletion_protection_enabled.has_value();
  changes.replicas = input.replica_updates.has_value();
  changes.warm_throughput = input.warm_throughput.has_value();
  changes.maximum = input.on_demand_throughput.has_value();
  changes.stream = input.stream_specification.has_value();
  changes.throughput = input.provisioned_throughput.has_value();
  changes.billing = input.billing_mode.has_value();
  if (!input.global_secondary_index_updates) return changes;
  for (const GlobalSecondaryIndexUpdate& update : *input.global_secondary_index_updates) {
    changes.creates_index |= update.create.has_value();
    changes.online_indexes |= update.create || update.delete_;
    changes.updates_index |= update.update.has_value();
  }
  return changes;
}

}  // namespace

Status check_anything_asked(const UpdateTableInput& input) {
  const bool updates_indexes = input.global_secondary_index_updates && !input.global_secondary_index_updates->empty();
  if (updates_indexes || changes_in(input).count() > 0 || !refuse_unsupported(input)) return {};
  return validation_exception(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, "
      "ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, "
      "OnDemandThroughput, WarmThroughput or TableClass is required");
}

Status check_single_change(const UpdateTableInput& input) {
  const Changes changes = changes_in(input);
  if (changes.count() <= 1) return {};
  if (changes.encryption) return must_be_alone("Server-Side Encryption modification");
  if (changes.table_class) return must_be_alone("TableClass modification");
  if (changes.protection) return must_be_alone("DeletionProtection modification");
  if (changes.replicas) return must_be_alone("Replica modification");
  if (changes.warm_throughput) {
    return changes.creates_index ? invalid("Create global secondary index cannot be specified when updating WarmThroughput")
                                 : must_be_alone("WarmThroughput");
  }
  const bool only_billing = changes.billing && !changes.throughput && changes.count() == 2;
  if (changes.maximum && !only_billing)
    return invalid("OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
  const bool units = changes.throughput || input.billing_mode == "PROVISIONED";
  if (changes.online_indexes && units) return invalid("You cannot create or delete index while updating table IOPS");
  if (changes.online_indexes && changes.stream) return invalid("You cannot create or delete index while changing stream status");
  if (changes.stream && (units || changes.updates_index)) return invalid("You cannot modify stream status while updating table IOPS");
  return {};
}

}  // namespace shardbook
