#pragma once

#include <string_view>

#include "error/result.h"

namespace shardbook {

/// Checks an attribute name of a request: it must not be empty, and must be shorter than 64 KB.
Status check_attribute_name(std::string_view name);

}  // namespace shardbook
