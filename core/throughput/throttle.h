#pragma once

#include <string>
#include <string_view>

#include "call/context.h"
#include "error/result.h"

namespace shardbook {

/// Throttling, if Options::throttle asks for it: a request is refused while the table, the index or the partition that it needs has no
/// throughput left. Everything passes otherwise.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing.html

/// Reading from the partition of the key `row` in the table or the index (null: the table). `name` as the request gave it.
Status throttle_read(Context& context, std::string_view name, const std::string* index, std::string_view row);

/// Replacing `before` by `after` (either may be no item) at `address`, with all that this does to indexes.
Status throttle_write(Context& context, std::string_view name, const std::string& address, const Item& before, const Item& after);

}  // namespace shardbook
