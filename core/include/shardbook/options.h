#pragma once

#include <cstdint>

namespace shardbook {

/// What an engine is made with.
struct Options {
  /// Every id that the engine makes follows from it.
  std::uint64_t seed = 0;
  /// Keep events for drain_events.
  bool observe = false;
  /// False: what takes the service minutes is done at the next call. True: it takes the service's time.
  bool service_latency = false;
  /// Refuse what is beyond a table's, an index's or a partition's throughput, as the service does.
  bool throttle = false;
};

}  // namespace shardbook
