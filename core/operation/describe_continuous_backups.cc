#include "definition/continuous_backups.h"
#include "definition/table_request.h"
#include "operation/operations.h"
#include "request/table_inputs.h"

namespace shardbook {

Result<std::string> describe_continuous_backups(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TableNameInput input, read_table_request<TableNameInput>(context, body, kDescribeContinuousBackupsInput));
  ASSIGN_OR_RETURN(const Table* table, find_backed_up_table(context, *input.table_name));
  return continuous_backups_response(context, table->continuous_backups);
}

}  // namespace shardbook
