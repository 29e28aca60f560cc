#pragma once

#include <string_view>
#include <vector>

#include "call/context.h"

namespace shardbook {

/// The life of streams and their shards.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html

inline constexpr std::int64_t kShardLifetime = 4LL * 3600 * 1000;
inline constexpr std::int64_t kStreamRetention = 24LL * 3600 * 1000;

/// Starts a stream with a new label and one open shard per partition.
void enable_stream(Context& context, Table& table, std::string_view view_type);
/// Closes the open shards. Their records stay readable for a day.
void disable_stream(Context& context, Table& table);

/// Closes a split partition's shard and opens one for each child, naming it as parent. The stream must be enabled.
void split_shard(Context& context, const Table& table, const Partition& parent, const std::vector<Partition>& children);

/// Continues a shard in a child after four hours; runs as scheduled work. Until `quiet_until` nobody will use the stream: shards that will
/// be gone by then are left out, and the present one lasts that long, so that a long sleep costs no more than a short one.
void roll_shard_over(Context& context, const RollShardOver& work, std::int64_t quiet_until);
/// Drops records and closed shards after a day; runs as scheduled work.
void trim_stream(Context& context, const TrimStream& work);

/// Schedules trimming for when the stream's oldest record or closed shard turns a day old, unless already scheduled.
void plan_trim(Context& context, Stream& stream);

}  // namespace shardbook
