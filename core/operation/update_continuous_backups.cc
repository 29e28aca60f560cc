#include "call/table_lookup.h"
#include "definition/continuous_backups.h"
#include "definition/table_request.h"
#include "operation/operations.h"
#include "request/continuous_backups_inputs.h"

namespace shardbook {

namespace {

Status check_specification(const PointInTimeRecoverySpecification& asked) {
  if (*asked.point_in_time_recovery_enabled || !asked.recovery_period_in_days) return {};
  return validation_exception("Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
}

/// If recovery is already on, keeps its start; if it is switched off, forgets its period.
void set_recovery(const Context& context, ContinuousBackups& backups, const PointInTimeRecoverySpecification& asked) {
  backups.recovery_days = asked.recovery_period_in_days.value_or(ContinuousBackups::kMostDays);
  if (!*asked.point_in_time_recovery_enabled) {
    backups.recovery_since = 0;
  } else if (!backups.recovers()) {
    backups.recovery_since = context.now();
  }
}

}  // namespace

Result<std::string> update_continuous_backups(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const UpdateContinuousBackupsInput input,
                   read_table_request<UpdateContinuousBackupsInput>(context, body, kUpdateContinuousBackupsInput));
  const PointInTimeRecoverySpecification& asked = *input.point_in_time_recovery_specification;
  RETURN_IF_ERROR(check_specification(asked));
  ASSIGN_OR_RETURN(Table * found, find_backed_up_table(context, *input.table_name));
  if (!are_available(context, found->continuous_backups)) {
    return continuous_backups_unavailable_exception("Backups are being enabled for the table: " + found->name + ". Please retry later");
  }
  ContinuousBackups& backups = found->continuous_backups;
  set_recovery(context, backups, asked);
  return continuous_backups_response(context, backups);
}

}  // namespace shardbook
