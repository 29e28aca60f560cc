#include "call/table_lookup.h"
#include "definition/table_request.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "request/table_inputs.h"

namespace shardbook {

namespace {

Status check_describable(const Table& table) {
  if (table.status != TableStatus::creating && table.status != TableStatus::deleting) return {};
  const std::string status(name_of(table.status));
  return validation_exception("Cannot describe time to live while table is in " + status + " state: Current table state is " + status);
}

}  // namespace

Result<std::string> describe_time_to_live(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TableNameInput input, read_table_request<TableNameInput>(context, body, kDescribeTimeToLiveInput));
  ASSIGN_OR_RETURN(const Table* table, find_any_table(context, *input.table_name));
  RETURN_IF_ERROR(check_describable(*table));
  const TimeToLive& ttl = table->time_to_live;
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("TimeToLiveDescription").begin_object();
  if (!ttl.attribute.empty()) json.key("AttributeName").string(ttl.attribute);
  json.key("TimeToLiveStatus").string(name_of(ttl.status)).end_object().end_object();
  return out;
}

}  // namespace shardbook
