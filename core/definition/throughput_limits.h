#pragma once

#include <optional>
#include <string>

#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/table.h"

namespace shardbook {

/// Maximum and warm throughput of a table, or of the named index.

using IndexName = std::optional<std::string>;

/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html
Status check_new_maximum(const std::optional<OnDemandThroughput>& maximum, BillingMode mode, const IndexName& index = {});
/// -1 removes a maximum.
Status check_maximum_change(const std::optional<OnDemandThroughput>& maximum, BillingMode mode, const IndexName& index = {});
void merge_maximum(Throughput& present, const OnDemandThroughput& maximum);

/// Checks that the warm throughput of a new table or index suffices for its billing mode; `provisioned` is 0 on demand.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html
Status check_new_warmth(const std::optional<WarmThroughput>& warm, BillingMode mode, const Throughput& provisioned,
                        const IndexName& index = {});
/// Rejects an index's warm throughput without members.
Status check_not_empty(const WarmThroughput& warm, const std::string& index);
/// Rejects a decrease of warm throughput.
Status check_warmth_change(const std::optional<WarmThroughput>& warm, const Throughput& present, const IndexName& index = {});
/// Returns the warm throughput of a new table or index: as requested, otherwise according to its billing mode.
Throughput new_warm_throughput(BillingMode mode, const Throughput& provisioned, const std::optional<WarmThroughput>& asked);
/// Returns the current warm throughput with the requested dimensions replaced.
Throughput merged_warm_throughput(const Throughput& present, const WarmThroughput& warm);

/// Returns whether the structure is `{}`.
bool is_empty(const OnDemandThroughput& maximum);
bool is_empty(const WarmThroughput& warm);

}  // namespace shardbook
