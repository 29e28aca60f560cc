#pragma once

#include <string>
#include <string_view>

#include "error/result.h"
#include "operation/context.h"

namespace shardbook {

/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
Result<std::string> list_tags_of_resource(Context& context, std::string_view body);

}  // namespace shardbook
