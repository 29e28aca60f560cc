#pragma once

#include <cstdint>

namespace shardbook {

/// Settings an engine is created with.
struct Options {
  /// Determines every id the engine generates.
  std::uint64_t seed = 0;
  /// Record events for drain_events.
  bool observe = false;
  /// If false, what takes the service minutes is done by the next call. If true, it takes as long as on the service.
  bool service_latency = false;
  /// Refuse requests beyond the throughput of a table, index or partition, as the service does.
  bool throttle = false;
};

}  // namespace shardbook
