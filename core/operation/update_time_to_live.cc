#include "call/table_lookup.h"
#include "definition/table_request.h"
#include "item/expiry.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "request/time_to_live_inputs.h"

namespace shardbook {

namespace {

constexpr std::int64_t kInterval = 31LL * 60 * 1000;

bool is_on(TimeToLiveStatus status) { return status == TimeToLiveStatus::enabling || status == TimeToLiveStatus::enabled; }

Status check_attribute(const TimeToLiveSpecification& asked, const TimeToLive& present) {
  if (present.attribute.empty() || present.attribute == *asked.attribute_name) return {};
  return validation_exception("TimeToLive is active on a different AttributeName: current AttributeName is " + present.attribute);
}

Status check_change(const Context& context, const TimeToLiveSpecification& asked, const TimeToLive& present) {
  if (is_on(present.status)) RETURN_IF_ERROR(check_attribute(asked, present));
  if (*asked.enabled == is_on(present.status)) {
    return validation_exception(*asked.enabled ? "TimeToLive is already enabled" : "TimeToLive is already disabled");
  }
  if (present.changed == 0 || context.now() - present.changed >= kInterval) return {};
  return validation_exception("Time to live has been modified multiple times within a fixed interval");
}

std::string response(const TimeToLiveSpecification& specification) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("TimeToLiveSpecification").begin_object();
  json.key("AttributeName").string(*specification.attribute_name).key("Enabled").boolean(*specification.enabled);
  json.end_object().end_object();
  return out;
}

}  // namespace

Result<std::string> update_time_to_live(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const UpdateTimeToLiveInput input, read_table_request<UpdateTimeToLiveInput>(context, body, kUpdateTimeToLiveInput));
  const TimeToLiveSpecification& asked = *input.time_to_live_specification;
  ASSIGN_OR_RETURN(Table * found, find_any_table(context, *input.table_name));
  if (found->status == TableStatus::creating) return still_in_use("Table " + found->name + " is being created");
  RETURN_IF_ERROR(check_changeable(*found));
  RETURN_IF_ERROR(check_change(context, asked, found->time_to_live));
  Table& table = *found;
  table.time_to_live.status = *asked.enabled ? TimeToLiveStatus::enabling : TimeToLiveStatus::disabling;
  table.time_to_live.attribute = *asked.attribute_name;
  table.time_to_live.changed = context.now();
  plan_time_to_live(context, table);
  return response(asked);
}

}  // namespace shardbook
