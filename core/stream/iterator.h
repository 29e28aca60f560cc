#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shardbook {

/// A reader's position in a shard. The client holds it as an opaque string; the engine keeps no state for it.
struct ShardIterator {
  std::string stream_arn;
  std::string shard;
  /// The next record is the first one after this sequence number.
  std::uint64_t after = 0;
  std::int64_t issued = 0;  // ms since the epoch
  /// Came from GetRecords rather than GetShardIterator.
  bool from_get_records = false;
  /// If records have been trimmed since, starts at the oldest one left instead of failing.
  bool from_horizon = false;
  std::uint64_t reader = 0;
  std::string type;
};

/// Iterators expire after fifteen minutes.
inline constexpr std::int64_t kIteratorLifetime = 15LL * 60 * 1000;

/// `<stream arn>|1|<base64>`.
std::string to_text(const ShardIterator& iterator);
/// Returns nullopt if `text` did not come from to_text.
std::optional<ShardIterator> iterator_from_text(std::string_view text);

/// 1 -> "A", 26 -> "Z", 27 -> "AA".
std::string reader_name(std::uint64_t reader);

}  // namespace shardbook
