#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/continuous_backups.h"
#include "storage/index.h"
#include "storage/key.h"
#include "storage/provision.h"
#include "storage/resource_policy.h"
#include "storage/tags.h"
#include "storage/time_to_live.h"
#include "value/item.h"

namespace shardbook {

enum class TableStatus : std::uint8_t { creating, active, updating, deleting };
constexpr TableStatus last_of(TableStatus) { return TableStatus::deleting; }
/// "CREATING", ...
std::string_view name_of(TableStatus status);

/// Changes UpdateTable has accepted that take effect when the table is ACTIVE again.
struct PendingUpdate {
  std::optional<BillingMode> billing_mode;
  std::optional<std::string> table_class;
  std::optional<std::string> kms_key_arn;
  /// The stream has been enabled or disabled.
  bool stream = false;

  void archive(auto& archive) { archive(billing_mode, table_class, kms_key_arn, stream); }
};

/// A table: its description, partitions and items. Copies share the items.
struct Table : Shared, Provision {
  std::string region;
  std::string name;
  std::string id;  // UUID
  TableStatus status = TableStatus::creating;
  std::int64_t created = 0;  // ms since the epoch

  /// The key attributes of the table and its indexes, as declared.
  std::vector<KeyAttribute> attribute_definitions;
  KeySchema keys;

  BillingMode billing_mode = BillingMode::provisioned;
  /// The table has been on demand at some point: from then on DescribeTable returns a BillingModeSummary.
  bool has_billing_mode_summary = false;
  std::int64_t last_update_to_pay_per_request = 0;
  PendingUpdate pending;

  bool deletion_protection = false;
  std::int64_t protection_changed = 0;            // by UpdateTable; 0: never
  std::string table_class;                        // empty: never set
  std::vector<std::int64_t> table_class_changes;  // within the last 30 days
  std::vector<std::int64_t> on_demand_switches;   // within the last 24 hours
  std::string kms_key_arn;                        // empty: the service's own key, which is not described
  std::vector<std::int64_t> encryption_changes;   // within the last 24 hours

  TimeToLive time_to_live;
  ContinuousBackups continuous_backups;
  Tags tags;
  ResourcePolicy policy;

  /// The latest stream, or empty. `stream_enabled` says whether it still receives records.
  std::string stream_arn;
  bool stream_enabled = false;
  std::string stream_view_type;

  std::uint32_t last_partition_number = 0;
  Tree<Item> items;            // by item_key
  std::vector<Index> indexes;  // in order of creation

  std::string arn() const;
  /// Null if there is no index of that name.
  const Index* find_index(std::string_view name) const;
  Index* find_index(std::string_view name);
  bool has_local_indexes() const;
  /// Returns the number and total size of a partition's items.
  TreeSummary summary_of(const Partition& partition) const;

  void archive(auto& archive) {
    Provision::archive(archive);
    archive(region, name, id, status, created, attribute_definitions, keys, billing_mode, has_billing_mode_summary,
            last_update_to_pay_per_request, pending, deletion_protection, protection_changed, table_class, table_class_changes,
            on_demand_switches, kms_key_arn, encryption_changes, time_to_live, continuous_backups, tags, policy, stream_arn, stream_enabled,
            stream_view_type, last_partition_number, items, indexes);
  }
};

inline constexpr const char* kAccountId = "123456789012";

}  // namespace shardbook
