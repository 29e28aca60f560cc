#include "operation/create_table.h"

#include <algorithm>

#include "operation/lifecycle.h"
#include "operation/table_request.h"
#include "operation/table_settings.h"

namespace shardbook {

namespace {

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

std::string names_of(const std::vector<KeySchemaElement>& elements) {
  std::string out;
  for (const KeySchemaElement& element : elements) out += (out.empty() ? "" : ", ") + *element.attribute_name;
  return out;
}

std::string names_of(const std::vector<AttributeDefinition>& definitions) {
  std::string out;
  for (const AttributeDefinition& definition : definitions) out += (out.empty() ? "" : ", ") + *definition.attribute_name;
  return out;
}

const AttributeDefinition* find_definition(const CreateTableInput& input, const std::string& name) {
  const auto& definitions = *input.attribute_definitions;
  const auto found = std::find_if(definitions.begin(), definitions.end(),
                                  [&](const AttributeDefinition& definition) { return *definition.attribute_name == name; });
  return found == definitions.end() ? nullptr : &*found;
}

Status check_throughput(const CreateTableInput& input) {
  const BillingMode mode = billing_mode_of(input, BillingMode::provisioned);
  RETURN_IF_ERROR(check_throughput_mode(input.provisioned_throughput, mode));
  if (mode == BillingMode::provisioned && !input.provisioned_throughput) {
    return invalid("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  }
  return check_throughput_bounds(input.provisioned_throughput);
}

Status check_definitions(const CreateTableInput& input) {
  const auto& keys = *input.key_schema;
  if (keys.size() > input.attribute_definitions->size()) {
    return validation_exception("Invalid KeySchema: Some index key attribute have no definition");
  }
  for (const KeySchemaElement& key : keys) {
    if (find_definition(input, *key.attribute_name) != nullptr) continue;
    return invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: [" + names_of(keys) +
                   "], AttributeDefinitions: [" + names_of(*input.attribute_definitions) + "]");
  }
  return {};
}

Status check_key_schema(const CreateTableInput& input) {
  const auto& keys = *input.key_schema;
  RETURN_IF_ERROR(check_definitions(input));
  if (keys.size() > 2) {
    return validation_exception(
        "1 validation error detected: Value at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2");
  }
  if (keys.size() == 2 && keys[0].attribute_name == keys[1].attribute_name) {
    return validation_exception("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (keys[0].key_type != "HASH") return validation_exception("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (keys.size() == 2 && keys[1].key_type != "RANGE") {
    return validation_exception("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  return {};
}

Status check_indexes(const CreateTableInput& input) {
  if (input.local_secondary_indexes && input.local_secondary_indexes->empty()) return invalid("List of LocalSecondaryIndexes is empty");
  if (input.global_secondary_indexes && input.global_secondary_indexes->empty()) return invalid("List of GlobalSecondaryIndexes is empty");
  if (input.local_secondary_indexes || input.global_secondary_indexes) {
    return validation_exception("Shardbook does not support secondary indexes yet");
  }
  if (input.key_schema->size() != input.attribute_definitions->size()) {
    return invalid("Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
  }
  return {};
}

Status check_on_demand_throughput(const CreateTableInput& input) {
  if (!input.on_demand_throughput) return {};
  const std::pair<const char*, std::optional<std::int64_t>> maxima[] = {
      {"MaxReadRequestUnits", input.on_demand_throughput->max_read_request_units},
      {"MaxWriteRequestUnits", input.on_demand_throughput->max_write_request_units}};
  for (const auto& [name, value] : maxima) {
    if (!value) continue;
    if (billing_mode_of(input, BillingMode::provisioned) == BillingMode::provisioned) {
      return invalid(std::string(name) + " for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.");
    }
    if (*value < 1 && *value != -1)
      return invalid("Requested " + std::string(name) + " for OnDemandThroughput for table is outside of valid range");
  }
  return {};
}

Status check(Context& context, const CreateTableInput& input) {
  RETURN_IF_ERROR(refuse_unsupported(input));
  RETURN_IF_ERROR(check_throughput(input));
  RETURN_IF_ERROR(check_key_schema(input));
  RETURN_IF_ERROR(check_indexes(input));
  RETURN_IF_ERROR(check_stream_specification(input.stream_specification));
  RETURN_IF_ERROR(check_on_demand_throughput(input));
  context.touch_table(*input.table_name);
  if (context.state.find_table(context.region, *input.table_name) == nullptr) return {};
  return resource_in_use_exception("Table already exists: " + *input.table_name);
}

AttributeType type_of(const AttributeDefinition& definition) {
  if (definition.attribute_type == "S") return AttributeType::S;
  return definition.attribute_type == "N" ? AttributeType::N : AttributeType::B;
}

KeyAttribute key_of(const CreateTableInput& input, const KeySchemaElement& element) {
  return {*element.attribute_name, type_of(*find_definition(input, *element.attribute_name))};
}

Ref<Table> new_table(Context& context, const CreateTableInput& input) {
  Ref<Table> table(new Table);
  table->region = context.region;
  table->name = *input.table_name;
  table->id = context.state.identifiers.uuid();
  table->created = context.now();
  for (const AttributeDefinition& definition : *input.attribute_definitions) {
    table->attribute_definitions.push_back({*definition.attribute_name, type_of(definition)});
  }
  table->keys.hash = key_of(input, input.key_schema->at(0));
  if (input.key_schema->size() > 1) table->keys.range = key_of(input, input.key_schema->at(1));
  table->billing_mode = billing_mode_of(input, BillingMode::provisioned);
  if (input.provisioned_throughput) table->throughput = throughput_of(*input.provisioned_throughput);
  if (table->billing_mode == BillingMode::pay_per_request) {
    table->has_billing_mode_summary = true;
    table->pending.billing_mode = table->billing_mode;
  }
  if (input.on_demand_throughput) set_on_demand_maximum(*table, *input.on_demand_throughput);
  if (input.warm_throughput) {
    table->warm_throughput = Throughput{input.warm_throughput->read_units_per_second.value_or(12'000),
                                        input.warm_throughput->write_units_per_second.value_or(4'000)};
  }
  table->deletion_protection = input.deletion_protection_enabled;
  table->table_class = input.table_class.value_or("");
  return table;
}

}  // namespace

Result<std::string> create_table(Context& context, std::string_view body) {
  const bool classic = context.layer == ValidationLayer::classic;
  ASSIGN_OR_RETURN(const CreateTableInput input, read_table_request<CreateTableInput>(body, kCreateTableInput, context.layer, classic));
  RETURN_IF_ERROR(check(context, input));
  const Ref<Table> table = new_table(context, input);
  open_partitions(context, *table);
  if (input.stream_specification && *input.stream_specification->stream_enabled) {
    enable_stream(context, *table, *input.stream_specification->stream_view_type);
  }
  context.state.put_table(table);
  plan_activation(context, *table);
  return table_response("TableDescription", *table);
}

}  // namespace shardbook
