#include <algorithm>

#include "call/table_lookup.h"
#include "definition/change_in_progress.h"
#include "definition/change_limits.h"
#include "definition/encryption.h"
#include "definition/index_updates.h"
#include "definition/single_change.h"
#include "definition/stream_settings.h"
#include "definition/table_description.h"
#include "definition/table_request.h"
#include "definition/table_settings.h"
#include "definition/throughput_limits.h"
#include "lifecycle/partition.h"
#include "lifecycle/stream.h"
#include "lifecycle/table.h"
#include "operation/operations.h"

namespace shardbook {

namespace {

/// Drops structures without members, which count as absent alongside another change. Alone they make the service fail.
bool drop_empty(UpdateTableInput& input) {
  bool any = false;
  if (input.on_demand_throughput && is_empty(*input.on_demand_throughput)) any = true, input.on_demand_throughput.reset();
  if (input.warm_throughput && is_empty(*input.warm_throughput)) any = true, input.warm_throughput.reset();
  return any;
}

/// The checks that do not need the table.
Status check_request(const UpdateTableInput& input) {
  RETURN_IF_ERROR(check_table_class(input.table_class));
  RETURN_IF_ERROR(check_anything_asked(input));
  RETURN_IF_ERROR(check_index_updates(input));
  RETURN_IF_ERROR(check_stream_change(input.stream_specification));
  RETURN_IF_ERROR(check_encryption(input.sse_specification));
  RETURN_IF_ERROR(check_single_change(input));
  RETURN_IF_ERROR(refuse_unsupported(input));
  if (input.billing_mode == "PROVISIONED" && !input.provisioned_throughput) {
    return validation_exception(
        "One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  }
  return check_throughput_bounds(input.provisioned_throughput);
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

/// Protection and encryption can change while another update is under way.
Status check_admitted(const UpdateTableInput& input, const Table& table) {
  if (input.deletion_protection_enabled || input.sse_specification) return check_changeable(table);
  return cancels_backfill(input, table) ? Status() : check_no_change_in_progress(input, table);
}

Status check_against_table(const Context& context, const UpdateTableInput& input, const Table& table) {
  RETURN_IF_ERROR(check_admitted(input, table));
  const BillingMode mode = billing_mode_of(input, table.billing_mode);
  RETURN_IF_ERROR(check_throughput_mode(input.provisioned_throughput, mode));
  RETURN_IF_ERROR(check_index_updates(input, table));
  RETURN_IF_ERROR(check_throughput_changes(input, table));
  RETURN_IF_ERROR(check_stream_change(input.stream_specification, table));
  RETURN_IF_ERROR(check_maximum_change(input.on_demand_throughput, mode));
  RETURN_IF_ERROR(check_warmth_change(input.warm_throughput, table.warm_throughput));
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
    table.on_demand_maximum = Throughput();
    for (Index& index : table.indexes) index.on_demand_maximum = Throughput();
  }
  if (input.on_demand_throughput) merge_maximum(table.on_demand_maximum, *input.on_demand_throughput);
  if (input.warm_throughput) table.pending_warm_throughput = merged_warm_throughput(table.warm_throughput, *input.warm_throughput);
}

/// Protection changes at once, class and encryption once the update has settled.
void set_settings(Table& table, const UpdateTableInput& input) {
  if (input.deletion_protection_enabled) table.deletion_protection = *input.deletion_protection_enabled;
  if (changes_class(input, table)) table.pending.table_class = *input.table_class;
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

bool changes_online_indexes(const UpdateTableInput& input) {
  if (!input.global_secondary_index_updates) return false;
  const std::vector<GlobalSecondaryIndexUpdate>& updates = *input.global_secondary_index_updates;
  return std::any_of(updates.begin(), updates.end(), [](const auto& update) { return update.create || update.delete_; });
}

/// Returns whether the update makes the table UPDATING.
bool occupies_table(const UpdateTableInput& input) {
  return input.provisioned_throughput || input.billing_mode || input.stream_specification || input.table_class ||
         changes_online_indexes(input);
}

/// Returns whether the request only sets the billing mode or class that the table already has.
bool changes_nothing(const UpdateTableInput& input, const Table& table) {
  if (input.provisioned_throughput || input.stream_specification || input.global_secondary_index_updates) return false;
  return billing_mode_of(input, table.billing_mode) == table.billing_mode && !changes_class(input, table);
}

}  // namespace

Result<std::string> update_table(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(UpdateTableInput input, read_table_request<UpdateTableInput>(context, body, kUpdateTableInput));
  const bool asks_in_vain = drop_empty(input) && !check_anything_asked(input);
  if (!asks_in_vain) RETURN_IF_ERROR(check_request(input));
  ASSIGN_OR_RETURN(Table * found, find_any_table(context, *input.table_name));
  if (asks_in_vain) return internal_failure();
  RETURN_IF_ERROR(check_against_table(context, input, *found));
  Table& table = *found;
  const bool idle = changes_nothing(input, table);
  const bool is_updating =
      table.status == TableStatus::updating;  // this cancels a backfill and completes together with the update that started it
  if (occupies_table(input)) table.status = TableStatus::updating;
  count_changes(context, table, input);
  set_capacity(context, table, input);
  set_settings(table, input);
  update_indexes(context, table, input);
  set_stream(context, table, input);
  split_as_wanted(context, table);
  if (!occupies_table(input)) {
    plan_settlement(context, table);
  } else if (idle) {
    plan_return(context, table);
  } else if (!is_updating) {
    plan_activation(context, table);
  }
  return table_response("TableDescription", table);
}

}  // namespace shardbook
