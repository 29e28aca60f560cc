#pragma once

#include "call/context.h"

namespace shardbook {

/// NumberOfDecreasesToday: counted for a table and each of its global indexes, 0 again at midnight in UTC.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#default-limits-throughput

/// The pending throughput of `provision`, the table's or that of one of its indexes, takes effect; a decrease is counted.
void apply_pending_throughput(Context& context, const Table& table, Provision& provision);
/// A new day: planned work.
void forget_decreases(Context& context, const ForgetDecreases& work);

}  // namespace shardbook
