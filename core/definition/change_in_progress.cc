#include "definition/change_in_progress.h"

#include <algorithm>

#include "call/table_lookup.h"

namespace shardbook {

namespace {

bool wants_throughput(const UpdateTableInput& input) { return input.provisioned_throughput || input.billing_mode; }

Status check_throughput_settled(const UpdateTableInput& input, const Table& table) {
  if (!table.pending_throughput && !table.pending.billing_mode) return {};
  if (wants_throughput(input)) return still_in_use("Table IOPS are currently being updated. Table: " + table.name);
  if (input.stream_specification) {
    return still_in_use("Can't enable or disable stream while table IOPS are being updated. Table: " + table.name);
  }
  if (!input.on_demand_throughput || !table.pending.billing_mode) return {};
  return still_in_use("OnDemandThroughput cannot be updated while BillingMode update is in progress");
}

Status check_stream_settled(const UpdateTableInput& input, const Table& table) {
  if (!table.pending.stream) return {};
  const std::string label = table.stream_arn.substr(table.stream_arn.rfind('/') + 1);
  const std::string change = " Table: " + table.name + " Stream: " + label + " Operation: " + (table.stream_enabled ? "ENABLE" : "DISABLE");
  if (wants_throughput(input)) return still_in_use("Can't change table IOPS when stream status is being updated." + change);
  return input.stream_specification ? still_in_use("A stream status change is currently in progress." + change) : Status();
}

Status check_class_settled(const UpdateTableInput& input, const Table& table) {
  if (!table.pending.table_class || !input.table_class) return {};
  return still_in_use("Can't update table class when a table class update is in progress. Table: " + table.name +
                      " TableClassUpdateInProgress: " + *table.pending.table_class);
}

Status check_indexes_settled(const UpdateTableInput& input, const Table& table) {
  if (!wants_throughput(input)) return {};
  for (const auto& [status, doing] : {std::pair(IndexStatus::creating, "created"), std::pair(IndexStatus::deleting, "deleted")}) {
    const auto found =
        std::find_if(table.indexes.begin(), table.indexes.end(), [status = status](const Index& index) { return index.status == status; });
    if (found == table.indexes.end()) continue;
    return still_in_use(std::string("Can't change table IOPS when an index is being ") + doing + ". Table: " + table.name + " Indexes: [" +
                        found->name + "]");
  }
  return {};
}

}  // namespace

Status check_no_change_in_progress(const UpdateTableInput& input, const Table& table) {
  if (table.status == TableStatus::updating) {
    RETURN_IF_ERROR(check_throughput_settled(input, table));
    RETURN_IF_ERROR(check_stream_settled(input, table));
    RETURN_IF_ERROR(check_class_settled(input, table));
    RETURN_IF_ERROR(check_indexes_settled(input, table));
  }
  return check_active(table);
}

}  // namespace shardbook
