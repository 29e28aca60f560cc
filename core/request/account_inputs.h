#pragma once

#include "protocol/shape.h"

namespace shardbook {

/// Requests about the account as a whole. They have no members.

struct EmptyInput {};

inline constexpr Shape kDescribeLimitsInput = shape::empty_structure("DescribeLimitsInput");
inline constexpr Shape kDescribeEndpointsInput = shape::empty_structure("DescribeEndpointsRequest");

}  // namespace shardbook
