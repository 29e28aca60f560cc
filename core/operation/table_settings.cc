#include "operation/table_settings.h"

namespace shardbook {

namespace {

constexpr std::int64_t kMostUnits = 1'000'000'000'000;

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

Status refuse_unsupported(const TableSettings& settings) {
  if (!settings.sse_specification || !settings.sse_specification->enabled.value_or(false)) return {};
  return validation_exception("Shardbook does not support SSESpecification yet");
}

BillingMode billing_mode_of(const TableSettings& settings, BillingMode otherwise) {
  if (!settings.billing_mode) return otherwise;
  return *settings.billing_mode == name_of(BillingMode::provisioned) ? BillingMode::provisioned : BillingMode::pay_per_request;
}

Throughput throughput_of(const ProvisionedThroughput& throughput) {
  return {*throughput.read_capacity_units, *throughput.write_capacity_units};
}

void set_on_demand_maximum(Table& table, const OnDemandThroughput& maximum) {
  Throughput merged = table.on_demand_maximum.value_or(Throughput{-1, -1});
  merged.read = maximum.max_read_request_units.value_or(merged.read);
  merged.write = maximum.max_write_request_units.value_or(merged.write);
  table.on_demand_maximum = merged;
  if (merged == Throughput{-1, -1}) table.on_demand_maximum.reset();
}

}  // namespace shardbook
