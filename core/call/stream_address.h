#pragma once

#include <string_view>

#include "call/context.h"

namespace shardbook {

/// Checks that `arn` looks like a stream's.
Status check_stream_arn(std::string_view arn);

/// Find streams and shards; ResourceNotFoundException if there are none.

Result<const Stream*> find_stream(Context& context, std::string_view arn);
Result<const Shard*> find_shard(const Stream& stream, std::string_view id);

}  // namespace shardbook
