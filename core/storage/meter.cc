#include "storage/meter.h"

#include <algorithm>

namespace shardbook {

bool Meter::has_any(double consumed, std::int64_t rate, std::int64_t burst, std::int64_t now) {
  constexpr std::int64_t kMillis = 1000;
  const auto total = static_cast<std::int64_t>(consumed * kMillis);
  if (at < 0) {
    level = rate * kMillis;
  } else {
    level -= std::max<std::int64_t>(0, total - counted);  // the total drops when a partition splits
    level = std::min(level + rate * std::min(now - at, burst * kMillis + kMillis), rate * burst * kMillis);
  }
  counted = total;
  at = now;
  return level > 0;
}

}  // namespace shardbook
