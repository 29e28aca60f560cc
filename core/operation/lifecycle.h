#pragma once

#include "operation/context.h"

namespace shardbook {

/// What happens to tables and their partitions over time, by a request or by itself; of streams see stream_lifecycle.h, of indexes
/// index_lifecycle.h, of items expiry.h.

inline constexpr std::int64_t kTokenLifetime = 10 * 60 * 1000LL;

/// Runs everything that falls due until `time`, each at its own time, and sets the clock to `time`.
void run_until(State& state, const Options& options, std::vector<Event>* events, std::int64_t time);

/// Plans the end of CREATING, UPDATING or DELETING: at once, or after the service's own time.
void plan_activation(Context& context, const Table& table);
void plan_removal(Context& context, const Table& table);

/// One more decrease of throughput today, of the table or of one of its indexes; `decreases` is 0 again at midnight in UTC.
void count_decrease(Context& context, const Table& table, std::int64_t& decreases);

/// Gives a new table its partitions.
void open_partitions(Context& context, Table& table);
/// Plans that a partition which is asked for more than it can serve is split in two a minute later.
void plan_heat_split(Context& context, const Table& table, Partition& partition);
/// Splits partitions until the table has as many as its billing mode and throughput call for.
void split_as_wanted(Context& context, Table& table);

}  // namespace shardbook
