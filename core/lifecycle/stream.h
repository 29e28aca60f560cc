#pragma once

#include <string_view>
#include <vector>

#include "call/context.h"

namespace shardbook {

/// What happens to streams and their shards over time.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html

inline constexpr std::int64_t kShardLifetime = 4 * 3600 * 1000LL;
inline constexpr std::int64_t kStreamRetention = 24 * 3600 * 1000LL;

/// Starts a stream on the table: a label, and one open shard for every partition.
void enable_stream(Context& context, Table& table, std::string_view view_type);
/// Closes the open shards and leaves the records readable for a day.
void disable_stream(Context& context, Table& table);

/// A partition has been split: its shard is closed, and each child gets one that names it as its parent. The stream must be enabled.
void split_shard(Context& context, const Table& table, const Partition& parent, const std::vector<Partition>& children);

/// Planned work: the shard has had its four hours and goes on in a child.
void roll_shard_over(Context& context, const RollShardOver& work);
/// Planned work: records and closed shards leave after a day.
void trim_stream(Context& context, const TrimStream& work);

/// Plans the day on which the stream's oldest record or closed shard leaves it, if that is not planned yet.
void plan_trim(Context& context, Stream& stream);

}  // namespace shardbook
