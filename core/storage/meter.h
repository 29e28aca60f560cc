#pragma once

#include <cstdint>

namespace shardbook {

/// A token bucket for throughput: time fills it, consumption drains it. Consumption is counted elsewhere (Partition::read_units); the meter
/// only remembers how much of it has been deducted. Stored in thousandths of a unit so that nothing is rounded.
struct Meter {
  std::int64_t level = 0;  // below zero: overdrawn
  std::int64_t counted = 0;
  std::int64_t at = -1;  // ms since the epoch; negative: not used yet

  /// Updates the bucket and returns whether anything is left. `consumed` is the total consumption so far, `rate` is in units per second,
  /// and up to `burst` seconds of unused units are kept. A request may proceed while anything is left; what it overdraws must be earned
  /// back first. A new meter starts with one second's worth.
  bool has_any(double consumed, std::int64_t rate, std::int64_t burst, std::int64_t now);

  void archive(auto& archive) {
    archive.signed_integer(level);
    archive(counted);
    archive.signed_integer(at);
  }
};

/// For a table, an index or a partition.
struct Meters {
  Meter read;
  Meter write;

  void archive(auto& archive) { archive(read, write); }
};

}  // namespace shardbook
