#pragma once

#include <cstdint>

namespace shardbook {

/// How much of a throughput is left: a bucket that fills with time and that consumption empties. Consumption is counted elsewhere (a
/// partition's consumed units); the meter only remembers how far it has looked. All in thousandths of a unit, so that nothing is rounded.
struct Meter {
  std::int64_t level = 0;
  std::int64_t counted = 0;
  std::int64_t at = -1;  // ms since the epoch; negative: never looked at

  /// Looks at it: `consumed` units in all so far, `rate` units a second, of which the unused of `burst` seconds are kept. A request may go
  /// ahead while anything is left; what it takes beyond that has to be earned back. A meter that is looked at first is one second full.
  bool has_any(double consumed, std::int64_t rate, std::int64_t burst, std::int64_t now);

  void archive(auto& archive) { archive(level, counted, at); }
};

/// Of a table, an index or a partition.
struct Meters {
  Meter read;
  Meter write;

  void archive(auto& archive) { archive(read, write); }
};

}  // namespace shardbook
