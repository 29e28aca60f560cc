#pragma once

#include <string_view>

#include "call/context.h"
#include "error/result.h"

namespace shardbook {

/// Throttling, if Options::throttle asks for it: a request is refused while the table, the index or the partition that it needs has no
/// throughput left. Everything passes otherwise.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing.html

/// Reading or writing the row of that key in the table or, if not null, the index.
Status throttle_read(Context& context, Table& table, Index* index, std::string_view row);
Status throttle_write(Context& context, Table& table, Index* index, std::string_view row);

}  // namespace shardbook
