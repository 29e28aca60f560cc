#include "operation/delete_table.h"

#include "operation/item_address.h"
#include "operation/lifecycle.h"
#include "operation/table_request.h"
#include "protocol/table_inputs.h"

namespace shardbook {

namespace {

Status check_deletable(const Table& table) {
  constexpr const char* kInUse = "Attempt to change a resource which is still in use: Table is being ";
  if (table.status == TableStatus::creating) return resource_in_use_exception(kInUse + std::string("created: ") + table.name);
  if (table.status == TableStatus::updating) return resource_in_use_exception(kInUse + std::string("updated: ") + table.name);
  if (table.deletion_protection.value_or(false)) {
    return validation_exception(
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
  }
  return {};
}

}  // namespace

Result<std::string> delete_table(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TableNameInput input, read_table_request<TableNameInput>(body, kDeleteTableInput, context.layer));
  ASSIGN_OR_RETURN(const Table* found, find_any_table(context, *input.table_name));
  if (found->status == TableStatus::deleting) return table_response("TableDescription", *found);
  RETURN_IF_ERROR(check_deletable(*found));
  Table& table = edit_table(context, *input.table_name);
  table.status = TableStatus::deleting;
  if (table.stream_enabled) disable_stream(context, table);
  plan_removal(context, table);
  return table_response("TableDescription", table);
}

}  // namespace shardbook
