#include <algorithm>

#include "call/table_lookup.h"
#include "definition/table_description.h"
#include "definition/table_request.h"
#include "definition/tags.h"
#include "lifecycle/stream.h"
#include "lifecycle/table.h"
#include "operation/operations.h"
#include "request/table_inputs.h"

namespace shardbook {

namespace {

bool is_active(const Index& index) { return index.status == IndexStatus::active; }

Status check_deletable(const Context& context, const Table& table) {
  RETURN_IF_ERROR(check_changeable(table));
  if (are_settling(context, table.tags)) return still_in_use("Table tags are being updated: " + table.name);
  if (!std::all_of(table.indexes.begin(), table.indexes.end(), is_active)) {
    return still_in_use("Cannot delete table while indexes are being created, updated, or deleted.");
  }
  if (table.pending.stream) return still_in_use("Cannot delete table while stream is being enabled/disabled.");
  if (table.status == TableStatus::updating) return still_in_use("Table: " + table.name + " is in the process of being updated.");
  if (!table.deletion_protection) return {};
  return validation_exception(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
}

std::string response(const Table& table) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("TableDescription");
  append_deleted_table_description(json, table);
  json.end_object();
  return out;
}

}  // namespace

Result<std::string> delete_table(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TableNameInput input, read_table_request<TableNameInput>(context, body, kDeleteTableInput));
  ASSIGN_OR_RETURN(Table * found, find_any_table(context, *input.table_name));
  RETURN_IF_ERROR(check_deletable(context, *found));
  Table& table = *found;
  table.status = TableStatus::deleting;
  if (table.stream_enabled) disable_stream(context, table);
  plan_removal(context, table);
  return response(table);
}

}  // namespace shardbook
