#pragma once

#include "error/result.h"
#include "operation/context.h"
#include "protocol/table_inputs.h"

namespace shardbook {

/// Checks and steps that CreateTable and UpdateTable share.

/// ReadCapacityUnits and WriteCapacityUnits have an upper bound.
Status check_throughput_bounds(const std::optional<ProvisionedThroughput>& throughput);
/// Units are for PROVISIONED only; `mode` is the table's.
Status check_throughput_mode(const std::optional<ProvisionedThroughput>& throughput, BillingMode mode);
/// A stream that is switched on needs a view type, one that is not must have none.
Status check_stream_specification(const std::optional<StreamSpecification>& specification);
/// What Shardbook does not have yet is refused, not ignored.
Status refuse_unsupported(const TableSettings& settings);

BillingMode billing_mode_of(const TableSettings& settings, BillingMode otherwise);
Throughput throughput_of(const ProvisionedThroughput& throughput);
/// OnDemandThroughput merged into what the table has; -1 removes a maximum.
void set_on_demand_maximum(Table& table, const OnDemandThroughput& maximum);

}  // namespace shardbook
