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
/// A stream that is switched on needs a view type, one that is not must have none.
Status check_stream_specification(const std::optional<StreamSpecification>& specification);
/// What Shardbook does not have is refused, not ignored.
Status refuse_unsupported(const CreateTableInput& input);
Status refuse_unsupported(const UpdateTableInput& input);
/// Maxima are for tables on demand only, and -1 takes one away. `refusal` says what they cannot be specified for; `subject` is "table" or
/// "index <name>".
Status check_on_demand_throughput(const std::optional<OnDemandThroughput>& maximum, BillingMode mode, const char* refusal,
                                  const std::string& subject = "table");
/// Warm throughput is never less than `present`.
Status check_warm_throughput(const std::optional<WarmThroughput>& warm, const Throughput& present, const std::string& subject = "table");

BillingMode billing_mode_of(const TableSettings& settings, BillingMode otherwise);
Throughput throughput_of(const ProvisionedThroughput& throughput);
/// OnDemandThroughput merged into what a table or index has; -1 removes a maximum.
void merge_maximum(std::optional<Throughput>& present, const OnDemandThroughput& maximum);
/// What the table can serve at once: what was asked for, else what its billing mode gives.
Throughput warm_throughput_of(const Table& table);
Throughput warm_throughput_of(const Table& table, const Index& index);
/// The same of a table that is not there yet.
Throughput fresh_warm_throughput(BillingMode mode, const Throughput& throughput);
void set_warm_throughput(Table& table, const WarmThroughput& warm);
/// WarmThroughput merged into what a table or index has.
Throughput merged_warm_throughput(const Throughput& present, const WarmThroughput& warm);

}  // namespace shardbook
