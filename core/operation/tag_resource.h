#pragma once

#include <string>
#include <string_view>

#include "error/result.h"
#include "operation/context.h"

namespace shardbook {

/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
Result<std::string> tag_resource(Context& context, std::string_view body);

}  // namespace shardbook
