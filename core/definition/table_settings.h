#pragma once

#include "call/context.h"
#include "error/result.h"
#include "request/table_inputs.h"

namespace shardbook {

/// Checks and steps shared by CreateTable and UpdateTable.

/// Checks the upper bounds of ReadCapacityUnits and WriteCapacityUnits.
Status check_throughput_bounds(const std::optional<ProvisionedThroughput>& throughput);
/// Allows units only with PROVISIONED; `mode` is the table's billing mode.
Status check_throughput_mode(const std::optional<ProvisionedThroughput>& throughput, BillingMode mode);
Status check_table_class(const std::optional<std::string>& table_class);
/// Refuse what Shardbook does not support, rather than ignoring it.
Status refuse_unsupported(const CreateTableInput& input);
Status refuse_unsupported(const UpdateTableInput& input);

BillingMode billing_mode_of(const TableSettings& settings, BillingMode otherwise);
Throughput throughput_of(const ProvisionedThroughput& throughput);

}  // namespace shardbook
