#include "definition/table_settings.h"

namespace shardbook {

namespace {

constexpr std::int64_t kMostUnits = 1'000'000'000'000;
constexpr const char* kNoGlobalTables = "Shardbook does not support global tables";
constexpr const char* kNoVectorIndexes = "Shardbook does not support vector indexes";

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

Status check_bound(const char* name, std::int64_t value) {
  if (value <= kMostUnits) return {};
  return validation_exception("Given value " + std::to_string(value) + " for " + name + " is out of bounds");
}

}  // namespace

Status check_throughput_bounds(const std::optional<ProvisionedThroughput>& throughput) {
  if (!throughput) return {};
  RETURN_IF_ERROR(check_bound("ReadCapacityUnits", *throughput->read_capacity_units));
  return check_bound("WriteCapacityUnits", *throughput->write_capacity_units);
}

Status check_throughput_mode(const std::optional<ProvisionedThroughput>& throughput, BillingMode mode) {
  if (!throughput || mode == BillingMode::provisioned) return {};
  return validation_exception(
      "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
      "PAY_PER_REQUEST");
}

Status check_stream_specification(const std::optional<StreamSpecification>& specification) {
  if (!specification || *specification->stream_enabled == specification->stream_view_type.has_value()) return {};
  if (*specification->stream_enabled) {
    return validation_exception(
        "One or more parameter values were invalid: Table is being created with a stream enabled, UpdateViewType should be specified");
  }
  return validation_exception(
      "One or more parameter values were invalid: Table is being created with a stream disabled, UpdateViewType should not be specified");
}

Status refuse_unsupported(const CreateTableInput& input) {
  if (input.vector_indexes) return validation_exception(kNoVectorIndexes);
  if (!input.global_table_source_arn && !input.global_table_settings_replication_mode) return {};
  return validation_exception(kNoGlobalTables);
}

Status refuse_unsupported(const UpdateTableInput& input) {
  if (input.vector_index_updates) return validation_exception(kNoVectorIndexes);
  if (!input.replica_updates && !input.multi_region_consistency && !input.global_table_witness_updates &&
      !input.disassociation_protection_enabled && !input.global_table_settings_replication_mode) {
    return {};
  }
  return validation_exception(kNoGlobalTables);
}

Status check_on_demand_throughput(const std::optional<OnDemandThroughput>& maximum, BillingMode mode, const char* refusal,
                                  const std::string& subject) {
  if (!maximum) return {};
  const std::pair<const char*, std::optional<std::int64_t>> maxima[] = {{"MaxReadRequestUnits", maximum->max_read_request_units},
                                                                        {"MaxWriteRequestUnits", maximum->max_write_request_units}};
  for (const auto& [name, value] : maxima) {
    if (!value) continue;
    const std::string of = std::string(name) + " for OnDemandThroughput ";
    if (mode == BillingMode::provisioned) return invalid(of + "cannot be specified when " + refusal);
    if (*value < 1 && *value != -1) return invalid("Requested " + of + "for " + subject + " is outside of valid range");
  }
  return {};
}

Status check_warm_throughput(const std::optional<WarmThroughput>& warm, const Throughput& present, const std::string& subject) {
  if (!warm) return {};
  if (!warm->read_units_per_second && !warm->write_units_per_second) {
    return invalid("WarmThroughput must have ReadUnitsPerSecond or WriteUnitsPerSecond");
  }
  const std::pair<const char*, bool> lowered[] = {
      {"ReadUnitsPerSecond", warm->read_units_per_second.value_or(present.read) < present.read},
      {"WriteUnitsPerSecond", warm->write_units_per_second.value_or(present.write) < present.write}};
  for (const auto& [name, is_lower] : lowered) {
    if (!is_lower) continue;
    return invalid("Requested " + std::string(name) + " for WarmThroughput for " + subject +
                   " is lower than current WarmThroughput, decreasing WarmThroughput is not supported");
  }
  return {};
}

Throughput fresh_warm_throughput(BillingMode mode, const Throughput& throughput) {
  return mode == BillingMode::pay_per_request ? Throughput{12'000, 4'000} : throughput;
}

Throughput warm_throughput_of(const Table& table) {
  return table.warm_throughput.value_or(fresh_warm_throughput(table.billing_mode, table.throughput));
}

Throughput warm_throughput_of(const Table& table, const Index& index) {
  return index.warm_throughput.value_or(fresh_warm_throughput(table.billing_mode, index.throughput));
}

BillingMode billing_mode_of(const TableSettings& settings, BillingMode otherwise) {
  if (!settings.billing_mode) return otherwise;
  return *settings.billing_mode == name_of(BillingMode::provisioned) ? BillingMode::provisioned : BillingMode::pay_per_request;
}

Throughput throughput_of(const ProvisionedThroughput& throughput) {
  return {*throughput.read_capacity_units, *throughput.write_capacity_units};
}

void set_warm_throughput(Table& table, const WarmThroughput& warm) {
  table.warm_throughput = merged_warm_throughput(warm_throughput_of(table), warm);
}

void merge_maximum(std::optional<Throughput>& present, const OnDemandThroughput& maximum) {
  Throughput merged = present.value_or(Throughput{-1, -1});
  merged.read = maximum.max_read_request_units.value_or(merged.read);
  merged.write = maximum.max_write_request_units.value_or(merged.write);
  present = merged;
  if (merged == Throughput{-1, -1}) present.reset();
}

Throughput merged_warm_throughput(const Throughput& present, const WarmThroughput& warm) {
  return {warm.read_units_per_second.value_or(present.read), warm.write_units_per_second.value_or(present.write)};
}

}  // namespace shardbook
