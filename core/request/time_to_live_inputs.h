#pragma once

#include "protocol/shape.h"

namespace shardbook {

/// Requests about Time to Live. Members are named as in the API, in snake case. DescribeTimeToLive uses TableNameInput.

struct TimeToLiveSpecification {
  std::optional<bool> enabled;
  std::optional<std::string> attribute_name;
};
struct UpdateTimeToLiveInput {
  std::optional<std::string> table_name;
  std::optional<TimeToLiveSpecification> time_to_live_specification;
};

extern const Shape kUpdateTimeToLiveInput;

}  // namespace shardbook
