#include "definition/table_settings.h"

namespace shardbook {

namespace {

constexpr std::int64_t kMostUnits = 1'000'000'000'000;
constexpr const char* kNoGlobalTables = "Shardbook does not support global tables";
constexpr const char* kNoVectorIndexes = "Shardbook does not support vector indexes";

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

Status check_table_class(const std::optional<std::string>& table_class) {
  if (!table_class || *table_class == "STANDARD" || *table_class == "STANDARD_INFREQUENT_ACCESS") return {};
  return validation_exception(
      "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].");
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

BillingMode billing_mode_of(const TableSettings& settings, BillingMode otherwise) {
  if (!settings.billing_mode) return otherwise;
  return *settings.billing_mode == name_of(BillingMode::provisioned) ? BillingMode::provisioned : BillingMode::pay_per_request;
}

Throughput throughput_of(const ProvisionedThroughput& throughput) {
  return {*throughput.read_capacity_units, *throughput.write_capacity_units};
}

}  // namespace shardbook
