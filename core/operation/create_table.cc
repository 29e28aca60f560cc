#include "call/table_lookup.h"
#include "definition/encryption.h"
#include "definition/index_definition.h"
#include "definition/resource_policy.h"
#include "definition/stream_settings.h"
#include "definition/table_description.h"
#include "definition/table_request.h"
#include "definition/table_settings.h"
#include "definition/tags.h"
#include "definition/throughput_limits.h"
#include "lifecycle/index.h"
#include "lifecycle/partition.h"
#include "lifecycle/stream.h"
#include "lifecycle/table.h"
#include "operation/operations.h"

namespace shardbook {

namespace {

Status check_throughput(const CreateTableInput& input) {
  const BillingMode mode = billing_mode_of(input, BillingMode::provisioned);
  RETURN_IF_ERROR(check_throughput_mode(input.provisioned_throughput, mode));
  if (mode == BillingMode::provisioned && !input.provisioned_throughput) {
    return validation_exception(
        "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is "
        "PROVISIONED");
  }
  return check_throughput_bounds(input.provisioned_throughput);
}

Status check_keys(const CreateTableInput& input) {
  const AttributeDefinitions& definitions = *input.attribute_definitions;
  std::set<std::string> names;
  RETURN_IF_ERROR(check_distinct(definitions, names));
  RETURN_IF_ERROR(check_defined(*input.key_schema, definitions, names));
  RETURN_IF_ERROR(check_key_schema(*input.key_schema));
  return check_index_definitions(input, billing_mode_of(input, BillingMode::provisioned), names);
}

Status check_limits(const CreateTableInput& input) {
  const BillingMode mode = billing_mode_of(input, BillingMode::provisioned);
  RETURN_IF_ERROR(check_new_maximum(input.on_demand_throughput, mode));
  const Throughput provisioned = input.provisioned_throughput ? throughput_of(*input.provisioned_throughput) : Throughput();
  return check_new_warmth(input.warm_throughput, mode, provisioned);
}

Status check_name_is_free(Context& context, const CreateTableInput& input) {
  context.touch_table(*input.table_name);
  const Table* table = context.state.find_table(context.region, *input.table_name);
  if (table == nullptr) return {};
  if (table->status == TableStatus::creating) return check_active(*table);
  return resource_in_use_exception("Table already exists: " + table->name);
}

Status check(Context& context, const CreateTableInput& input) {
  RETURN_IF_ERROR(refuse_unsupported(input));
  RETURN_IF_ERROR(check_table_class(input.table_class));
  RETURN_IF_ERROR(check_throughput(input));
  RETURN_IF_ERROR(check_keys(input));
  RETURN_IF_ERROR(check_new_stream(input.stream_specification));
  RETURN_IF_ERROR(check_limits(input));
  RETURN_IF_ERROR(check_encryption(input.sse_specification));
  if (input.tags) RETURN_IF_ERROR(check_tags(*input.tags, {}));
  if (input.resource_policy) RETURN_IF_ERROR(read_policy(*input.resource_policy, PolicyOf::table));
  return check_name_is_free(context, input);
}

void define_keys(Table& table, const CreateTableInput& input) {
  const AttributeDefinitions& definitions = *input.attribute_definitions;
  table.attribute_definitions = attributes_of(definitions);
  const IndexKeySchema keys = key_schema_of(*input.key_schema, definitions);
  table.keys.hash = keys.hash.front();
  if (!keys.range.empty()) table.keys.range = keys.range.front();
  const BillingMode mode = billing_mode_of(input, BillingMode::provisioned);
  const auto add = [&](const std::optional<std::vector<SecondaryIndex>>& indexes, bool global) {
    if (!indexes) return;
    for (const SecondaryIndex& index : *indexes) table.indexes.push_back(index_of(index, definitions, global, mode));
  };
  add(input.local_secondary_indexes, false);
  add(input.global_secondary_indexes, true);
  for (Index& index : table.indexes) index.status = index.global ? IndexStatus::creating : IndexStatus::active;
}

Ref<Table> new_table(Context& context, const CreateTableInput& input) {
  Ref<Table> table(new Table);
  table->region = context.region;
  table->name = *input.table_name;
  table->id = context.state.identifiers.uuid();
  table->created = context.now();
  define_keys(*table, input);
  table->billing_mode = billing_mode_of(input, BillingMode::provisioned);
  if (input.provisioned_throughput) table->throughput = throughput_of(*input.provisioned_throughput);
  if (table->billing_mode == BillingMode::pay_per_request) {
    table->has_billing_mode_summary = true;
    table->pending.billing_mode = table->billing_mode;
  }
  if (input.on_demand_throughput) merge_maximum(table->on_demand_maximum, *input.on_demand_throughput);
  table->warm_throughput = new_warm_throughput(table->billing_mode, table->throughput, input.warm_throughput);
  table->deletion_protection = input.deletion_protection_enabled.value_or(false);
  table->table_class = input.table_class.value_or("");
  if (input.sse_specification) table->kms_key_arn = kms_key_arn_of(*input.sse_specification, table->region);
  if (input.tags) put_tags(table->tags.current, *input.tags);
  if (input.resource_policy) set_policy(context, table->policy, *read_policy(*input.resource_policy, PolicyOf::table));
  return table;
}

}  // namespace

Result<std::string> create_table(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const CreateTableInput input, read_table_request<CreateTableInput>(context, body, kCreateTableInput));
  RETURN_IF_ERROR(check(context, input));
  const Ref<Table> table = new_table(context, input);
  open_partitions(context, *table);
  for (Index& index : table->indexes) {
    if (index.global) open_index_partitions(*table, index);
  }
  if (input.stream_specification && *input.stream_specification->stream_enabled) {
    enable_stream(context, *table, *input.stream_specification->stream_view_type);
  }
  context.state.put_table(table);
  plan_activation(context, *table);
  return created_table_response(*table, input.warm_throughput.has_value());
}

}  // namespace shardbook
