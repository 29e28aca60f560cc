#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shardbook {

/// Where a reader stands in a shard. The client holds it as an opaque text; the engine keeps nothing of it.
struct ShardIterator {
  std::string stream_arn;
  std::string shard;
  /// The next record is the first after this number.
  std::uint64_t after = 0;
  std::int64_t issued = 0;  // ms since the epoch
  /// It came from GetRecords, not from GetShardIterator.
  bool from_get_records = false;
  /// Records may have been trimmed since without that being a fault: it starts at the oldest kept.
  bool from_horizon = false;
  std::uint64_t reader = 0;
  std::string type;
};

/// An iterator is good for fifteen minutes.
inline constexpr std::int64_t kIteratorLifetime = 15 * 60 * 1000LL;

/// `<stream arn>|1|<base64>`.
std::string to_text(const ShardIterator& iterator);
/// Nothing if the text is none that to_text made.
std::optional<ShardIterator> iterator_from_text(std::string_view text);

/// 1 -> "A", 26 -> "Z", 27 -> "AA".
std::string reader_name(std::uint64_t reader);

}  // namespace shardbook
