#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/table_inputs.h"

namespace shardbook {

namespace {

constexpr std::int64_t kPage = 100;

}  // namespace

Result<std::string> list_tables(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const ListTablesInput input, read_request<ListTablesInput>(body, kListTablesInput, context.layer));
  const std::int64_t limit = input.limit.value_or(kPage);
  const std::string start = input.exclusive_start_table_name.value_or("");
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("TableNames").begin_array();
  std::string last;
  bool more = false;
  for (auto at = context.state.tables.seek(table_key(context.region, start)); at.valid(); at.next()) {
    const Table& table = at.value();
    if (table.region != context.region) break;
    if (table.name == start) continue;
    more = context.tally.returned == limit;
    if (more) break;
    json.string(table.name);
    last = table.name;
    ++context.tally.returned;
  }
  json.end_array();
  if (more) json.key("LastEvaluatedTableName").string(last);
  json.end_object();
  return out;
}

}  // namespace shardbook
