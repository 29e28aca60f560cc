#pragma once

#include "call/context.h"

namespace shardbook {

/// NumberOfDecreasesToday, counted per table and global index and reset at midnight UTC.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#default-limits-throughput

/// Applies the pending throughput of `provision`, which is the table itself or one of its indexes, and counts a decrease.
void apply_pending_throughput(Context& context, const Table& table, Provision& provision);
/// Resets the counts for a new day; runs as scheduled work.
void forget_decreases(Context& context, const ForgetDecreases& work);

}  // namespace shardbook
