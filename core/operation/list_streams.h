#pragma once

#include <string>
#include <string_view>

#include "error/result.h"
#include "operation/context.h"

namespace shardbook {

/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html
Result<std::string> list_streams(Context& context, std::string_view body);

}  // namespace shardbook
