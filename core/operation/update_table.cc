#include "call/table_lookup.h"
#include "definition/change_limits.h"
#include "definition/encryption.h"
#include "definition/index_updates.h"
#include "definition/table_description.h"
#include "definition/table_request.h"
#include "definition/table_settings.h"
#include "lifecycle/partition.h"
#include "lifecycle/stream.h"
#include "lifecycle/table.h"
#include "operation/operations.h"

namespace shardbook {

namespace {

Status check_anything_asked(const UpdateTableInput& input) {
  const bool index_updates = input.global_secondary_index_updates && !input.global_secondary_index_updates->empty();
  if (input.provisioned_throughput || input.billing_mode || input.stream_specification || index_updates || input.sse_specification ||
      input.table_class || input.deletion_protection_enabled || input.on_demand_throughput || input.warm_throughput) {
    return {};
  }
  return validation_exception(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or "
      "ReplicaUpdates is required");
}

/// The checks that do not need the table.
Status check_request(const UpdateTableInput& input) {
  RETURN_IF_ERROR(refuse_unsupported(input));
  RETURN_IF_ERROR(check_anything_asked(input));
  if (input.billing_mode == "PROVISIONED" && !input.provisioned_throughput) {
    return validation_exception(
        "One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  }
  RETURN_IF_ERROR(check_throughput_bounds(input.provisioned_throughput));
  return check_index_updates(input);
}

Status check_throughput_changes(const UpdateTableInput& input, const Table& table) {
  if (!input.provisioned_throughput || table.billing_mode != BillingMode::provisioned) return {};
  if (!(throughput_of(*input.provisioned_throughput) == table.throughput)) return {};
  const std::string read = std::to_string(table.throughput.read);
  const std::string write = std::to_string(table.throughput.write);
  return validation_exception(
      "The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits "
      "provisioned for the table: " +
      read + ". Requested ReadCapacityUnits: " + read + ". Current WriteCapacityUnits provisioned for the table: " + write +
      ". Requested WriteCapacityUnits: " + write +
      ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.");
}

Status check_stream_changes(const UpdateTableInput& input, const Table& table) {
  if (!input.stream_specification) return {};
  RETURN_IF_ERROR(check_stream_specification(input.stream_specification));
  if (*input.stream_specification->stream_enabled != table.stream_enabled) return {};
  return validation_exception(table.stream_enabled ? "Table already has an enabled stream: TableName: " + table.name
                                                   : "Table already has a disabled stream: TableName: " + table.name);
}

Status check_against_table(const Context& context, const UpdateTableInput& input, const Table& table) {
  if (!cancels_backfill(input, table)) RETURN_IF_ERROR(check_active(table));
  const BillingMode mode = billing_mode_of(input, table.billing_mode);
  RETURN_IF_ERROR(check_throughput_mode(input.provisioned_throughput, mode));
  RETURN_IF_ERROR(check_index_updates(input, table));
  RETURN_IF_ERROR(check_throughput_changes(input, table));
  RETURN_IF_ERROR(check_stream_changes(input, table));
  RETURN_IF_ERROR(check_on_demand_throughput(input.on_demand_throughput, mode, "the table BillingMode is PROVISIONED"));
  RETURN_IF_ERROR(check_warm_throughput(input.warm_throughput, warm_throughput_of(table)));
  RETURN_IF_ERROR(check_encryption_change(input.sse_specification, table));
  return check_change_limits(context, input, table);
}

/// New throughput is shown once the table is ACTIVE again, its date at once.
void set_throughput(const Context& context, Table& table, const Throughput& throughput) {
  table.pending_throughput = throughput;
  if (table.billing_mode == BillingMode::pay_per_request) return;
  if (throughput.read > table.throughput.read || throughput.write > table.throughput.write) table.last_increase = context.now();
  if (throughput.read < table.throughput.read || throughput.write < table.throughput.write) table.last_decrease = context.now();
}

/// A change of the billing mode takes effect at once.
void set_capacity(const Context& context, Table& table, const UpdateTableInput& input) {
  const BillingMode mode = billing_mode_of(input, table.billing_mode);
  if (input.provisioned_throughput) set_throughput(context, table, throughput_of(*input.provisioned_throughput));
  if (mode != table.billing_mode) {
    table.billing_mode = mode;
    table.has_billing_mode_summary = true;
    table.pending.billing_mode = mode;
    table.throughput = Throughput();
  }
  if (mode == BillingMode::provisioned) table.on_demand_maximum.reset();
  if (input.on_demand_throughput) merge_maximum(table.on_demand_maximum, *input.on_demand_throughput);
  if (!input.warm_throughput) return;
  set_warm_throughput(table, *input.warm_throughput);
  table.pending.warm_throughput = true;
}

void set_protection(Table& table, const UpdateTableInput& input) {
  if (input.deletion_protection_enabled) table.deletion_protection = input.deletion_protection_enabled;
  if (input.table_class) table.table_class = *input.table_class;
  if (input.sse_specification) table.pending.kms_key_arn = kms_key_arn_of(*input.sse_specification, table.region);
}

void set_stream(Context& context, Table& table, const UpdateTableInput& input) {
  if (!input.stream_specification) return;
  if (*input.stream_specification->stream_enabled) {
    enable_stream(context, table, *input.stream_specification->stream_view_type);
  } else {
    disable_stream(context, table);
  }
}

}  // namespace

Result<std::string> update_table(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const UpdateTableInput input, read_table_request<UpdateTableInput>(body, kUpdateTableInput, context.layer));
  RETURN_IF_ERROR(check_request(input));
  ASSIGN_OR_RETURN(Table * found, find_any_table(context, *input.table_name));
  RETURN_IF_ERROR(check_against_table(context, input, *found));
  Table& table = *found;
  const bool is_updating = table.status == TableStatus::updating;  // a backfill is taken back: that is done with the update that began it
  table.status = TableStatus::updating;
  count_changes(context, table, input);
  set_capacity(context, table, input);
  set_protection(table, input);
  update_indexes(context, table, input);
  set_stream(context, table, input);
  split_as_wanted(context, table);
  if (!is_updating) plan_activation(context, table);
  return table_response("TableDescription", table);
}

}  // namespace shardbook
