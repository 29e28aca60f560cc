#pragma once

#include <cstdint>

namespace shardbook {

/// The settings of a table's continuous backups and point-in-time recovery. Restoring is not supported.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
struct ContinuousBackups {
  static constexpr std::int64_t kMostDays = 35;

  std::int64_t available = 0;       // when they become ENABLED, in ms since the epoch; 0: the table has not been ACTIVE yet
  std::int64_t recovery_since = 0;  // when point-in-time recovery was switched on; 0: off
  std::int64_t recovery_days = kMostDays;

  bool recovers() const { return recovery_since != 0; }

  void archive(auto& archive) { archive(available, recovery_since, recovery_days); }
};

}  // namespace shardbook
