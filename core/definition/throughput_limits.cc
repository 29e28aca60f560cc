#include "definition/throughput_limits.h"

#include <array>
#include <utility>

namespace shardbook {

namespace {

constexpr std::int64_t kNoMaximum = -1;

using NamedUnits = std::pair<const char*, std::optional<std::int64_t>>;

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

std::array<NamedUnits, 2> members_of(const OnDemandThroughput& maximum) {
  return {NamedUnits{"MaxReadRequestUnits", maximum.max_read_request_units},
          NamedUnits{"MaxWriteRequestUnits", maximum.max_write_request_units}};
}

Error outside_of_range(const char* name, const IndexName& index) {
  return invalid("Requested " + std::string(name) + " for OnDemandThroughput for " + (index ? "index : " + *index : "table") +
                 " is outside of valid range");
}

/// `read_bound` and `write_bound` describe what the throughput would be lower than.
Status check_not_lower(const WarmThroughput& warm, const Throughput& least, const IndexName& index, const std::string& read_bound,
                       const std::string& write_bound) {
  const auto lower = [&](const char* name, const std::string& bound) {
    return invalid("Requested " + std::string(name) + " for WarmThroughput for " + (index ? "index " + *index : "table") +
                   " is lower than " + bound);
  };
  if (warm.read_units_per_second.value_or(least.read) < least.read) return lower("ReadUnitsPerSecond", read_bound);
  if (warm.write_units_per_second.value_or(least.write) < least.write) return lower("WriteUnitsPerSecond", write_bound);
  return {};
}

}  // namespace

Status check_new_maximum(const std::optional<OnDemandThroughput>& maximum, BillingMode mode, const IndexName& index) {
  if (!maximum) return {};
  for (const auto& [name, value] : members_of(*maximum)) {
    if (!value) continue;
    if (mode == BillingMode::provisioned) {
      return invalid(std::string(name) + " for OnDemandThroughput " + (index ? "for index: " + *index + " " : "") +
                     "cannot be specified when table BillingMode is PROVISIONED.");
    }
    if (*value < 1) return outside_of_range(name, index);
  }
  return {};
}

Status check_maximum_change(const std::optional<OnDemandThroughput>& maximum, BillingMode mode, const IndexName& index) {
  if (!maximum) return {};
  for (const auto& [name, value] : members_of(*maximum)) {
    if (!value) continue;
    if (mode == BillingMode::provisioned) {
      return invalid(std::string(name) + " for OnDemandThroughput " + (index ? "for index : " + *index + " " : "") +
                     "cannot be specified when the table BillingMode is PROVISIONED");
    }
    if (*value < 1 && *value != kNoMaximum) return outside_of_range(name, index);
  }
  return {};
}

void merge_maximum(Throughput& present, const OnDemandThroughput& maximum) {
  present.read = maximum.max_read_request_units.value_or(present.read);
  present.write = maximum.max_write_request_units.value_or(present.write);
}

Status check_new_warmth(const std::optional<WarmThroughput>& warm, BillingMode mode, const Throughput& provisioned,
                        const IndexName& index) {
  if (!warm) return {};
  if (index) RETURN_IF_ERROR(check_not_empty(*warm, *index));
  if (mode == BillingMode::pay_per_request) {
    const std::string bound =
        "initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
        "on-demand-capacity-mode.html#on-demand-capacity-mode-initial";
    return check_not_lower(*warm, kFreshOnDemand, index, bound, bound);
  }
  return check_not_lower(*warm, provisioned, index, "ReadCapacityUnits of ProvisionedThroughput",
                         "WriteCapacityUnits of ProvisionedThroughput");
}

Status check_not_empty(const WarmThroughput& warm, const std::string& index) {
  if (!is_empty(warm)) return {};
  return invalid("WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: " + index);
}

Status check_warmth_change(const std::optional<WarmThroughput>& warm, const Throughput& present, const IndexName& index) {
  if (!warm) return {};
  const std::string bound = "current WarmThroughput, decreasing WarmThroughput is not supported";
  return check_not_lower(*warm, present, index, bound, bound);
}

Throughput new_warm_throughput(BillingMode mode, const Throughput& provisioned, const std::optional<WarmThroughput>& asked) {
  const Throughput given = mode == BillingMode::pay_per_request ? kFreshOnDemand : provisioned;
  return asked ? merged_warm_throughput(given, *asked) : given;
}

Throughput merged_warm_throughput(const Throughput& present, const WarmThroughput& warm) {
  return {warm.read_units_per_second.value_or(present.read), warm.write_units_per_second.value_or(present.write)};
}

bool is_empty(const OnDemandThroughput& maximum) { return !maximum.max_read_request_units && !maximum.max_write_request_units; }

bool is_empty(const WarmThroughput& warm) { return !warm.read_units_per_second && !warm.write_units_per_second; }

}  // namespace shardbook
