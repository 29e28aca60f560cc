#pragma once

#include <string>
#include <string_view>

#include "error/result.h"
#include "operation/context.h"

namespace shardbook {

/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteResourcePolicy.html
Result<std::string> delete_resource_policy(Context& context, std::string_view body);

}  // namespace shardbook
