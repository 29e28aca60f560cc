#pragma once

#include <string_view>

#include "call/context.h"
#include "error/result.h"

namespace shardbook {

/// Throttling, if Options::throttle is set: a request fails while the table, index or partition it needs has no throughput left.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing.html

/// Check a read or write of the row with that key in the table or, if `index` is not null, in the index.
Status throttle_read(Context& context, Table& table, Index* index, std::string_view row);
Status throttle_write(Context& context, Table& table, Index* index, std::string_view row);

}  // namespace shardbook
