#include "call/table_lookup.h"
#include "definition/table_description.h"
#include "definition/table_request.h"
#include "operation/operations.h"
#include "request/table_inputs.h"

namespace shardbook {

Result<std::string> describe_table(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TableNameInput input, read_table_request<TableNameInput>(context, body, kDescribeTableInput));
  ASSIGN_OR_RETURN(const Table* table, find_any_table(context, *input.table_name));
  return table_response("Table", *table);
}

}  // namespace shardbook
