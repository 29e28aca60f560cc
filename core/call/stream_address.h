#pragma once

#include <string_view>

#include "call/context.h"

namespace shardbook {

/// It must look like a stream's ARN.
Status check_stream_arn(std::string_view arn);

/// Finds streams and shards; ResourceNotFoundException where there are none.

Result<const Stream*> find_stream(Context& context, std::string_view arn);
Result<const Shard*> find_shard(const Stream& stream, std::string_view id);

}  // namespace shardbook
