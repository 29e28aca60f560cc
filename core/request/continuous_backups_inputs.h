#pragma once

#include "protocol/shape.h"

namespace shardbook {

/// Requests about continuous backups. Members are named as in the API, in snake case. DescribeContinuousBackups uses TableNameInput.

struct PointInTimeRecoverySpecification {
  std::optional<bool> point_in_time_recovery_enabled;
  std::optional<std::int64_t> recovery_period_in_days;
};
struct UpdateContinuousBackupsInput {
  std::optional<std::string> table_name;
  std::optional<PointInTimeRecoverySpecification> point_in_time_recovery_specification;
};

extern const Shape kUpdateContinuousBackupsInput;

}  // namespace shardbook
