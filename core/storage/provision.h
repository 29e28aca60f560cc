#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "storage/meter.h"
#include "storage/partition.h"

namespace shardbook {

/// What a new table or index can serve per second on demand.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial
inline constexpr Throughput kFreshOnDemand{12'000, 4'000};

/// What tables and global secondary indexes have in common: throughput, the history of its changes, and the partitions that serve it.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html
struct Provision {
  Throughput throughput;                         // 0 on demand
  std::optional<Throughput> pending_throughput;  // takes effect when the table or index is ACTIVE again
  std::int64_t last_increase = 0;                // ms since the epoch; 0: never
  std::int64_t last_decrease = 0;
  std::int64_t decreases_today = 0;
  Throughput on_demand_maximum;  // each 0: none; -1: being removed by the current update
  Throughput warm_throughput;    // never decreases
  std::optional<Throughput> pending_warm_throughput;
  std::vector<Partition> partitions;  // by range
  Meters meters;

  Partition& partition_of(std::uint64_t hash) { return shardbook::partition_of(partitions, hash); }
  const Partition& partition_of(std::uint64_t hash) const { return shardbook::partition_of(partitions, hash); }

  /// Raises warm throughput to at least what has been reached.
  void warm_to(const Throughput& reached) {
    warm_throughput = {std::max(warm_throughput.read, reached.read), std::max(warm_throughput.write, reached.write)};
  }

  void archive(auto& archive) {
    archive(throughput, pending_throughput, last_increase, last_decrease, decreases_today, on_demand_maximum, warm_throughput,
            pending_warm_throughput, partitions, meters);
  }
};

}  // namespace shardbook
