#include "request/continuous_backups_inputs.h"

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Shape kDays = scalar(Shape::Kind::integer, 1, 35);
constexpr Member specification_members[] = {
    required<&PointInTimeRecoverySpecification::point_in_time_recovery_enabled>("PointInTimeRecoveryEnabled", kBoolean),
    member<&PointInTimeRecoverySpecification::recovery_period_in_days>("RecoveryPeriodInDays", kDays),
};
constexpr Shape kSpecification = structure("PointInTimeRecoverySpecification", specification_members);
constexpr Shape kNamedTable = length_first(kTableArn);
constexpr Member update_continuous_backups_members[] = {
    required<&UpdateContinuousBackupsInput::table_name>("TableName", kNamedTable),
    required<&UpdateContinuousBackupsInput::point_in_time_recovery_specification>("PointInTimeRecoverySpecification", kSpecification),
};

}  // namespace

const Shape kUpdateContinuousBackupsInput = structure("UpdateContinuousBackupsInput", update_continuous_backups_members);

}  // namespace shardbook
