#include "call/table_lookup.h"
#include "item/item_write.h"
#include "operation/operations.h"
#include "partiql/next_token.h"
#include "partiql/select_page.h"
#include "partiql/select_target.h"
#include "partiql/statement_target.h"
#include "protocol/read_request.h"
#include "request/statement_inputs.h"
#include "throughput/throttle.h"

namespace shardbook {

namespace {

using partiql::ResolvedStatement;

std::optional<std::uint64_t> continued(const ExecuteStatementInput& input) {
  return partiql::continued_statement(*input.statement, input.parameters);
}

Result<std::string> select(Context& context, const ExecuteStatementInput& input, const ResolvedStatement& statement) {
  partiql::SelectPage::Options options{input.limit, input.consistent_read.value_or(false), {}};
  if (input.next_token) {
    ASSIGN_OR_RETURN(options.after, partiql::key_of_next_token(*input.next_token, continued(input)));
  }
  ASSIGN_OR_RETURN(Table * table, find_table(context, statement.table));
  ASSIGN_OR_RETURN(ReadTarget target, partiql::select_target(*table, statement, options.consistent));
  RETURN_IF_ERROR(partiql::check_paths(statement, *table));
  ASSIGN_OR_RETURN(const partiql::ReadPlan plan, partiql::plan_read(target.keys, statement.conditions, statement.order));
  RETURN_IF_ERROR(partiql::check_projected(target, statement, plan.keyed));
  if (!plan.parts.empty()) {
    RETURN_IF_ERROR(throttle_read(context, *table, target.index, plan.parts.front().range.from));
  }
  partiql::SelectPage page(context, target, statement, options);
  RETURN_IF_ERROR(page.read(plan));

  std::string out;
  JsonWriter json(out);
  json.begin_object();
  page.append_to(json);
  if (!page.last_key().empty()) json.key("NextToken").string(partiql::next_token(continued(input), page.last_key()));
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  page.charge(capacity);
  capacity.append_to(json);
  json.end_object();
  return out;
}

/// The service gives the message of a failed condition another key where the item is asked for.
Error as_answered(Error fault, const ExecuteStatementInput& input) {
  const bool is_failed_condition = fault.name() == "ConditionalCheckFailedException";
  if (is_failed_condition && input.return_values_on_condition_check_failure == "ALL_OLD") fault.message_key = "Message";
  return fault;
}

Result<std::string> write(Context& context, const ExecuteStatementInput& input, const ResolvedStatement& statement) {
  ASSIGN_OR_RETURN(const partiql::Target target, partiql::locate(context, statement));
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  const Result<ItemWrite> done = partiql::write(context, statement, target, input.return_values_on_condition_check_failure, capacity);
  if (!done) return as_answered(done.error(), input);

  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Items").raw("[" + partiql::returned_row(statement, done->before(), done->after()) + "]");
  capacity.append_to(json);
  json.end_object();
  return out;
}

}  // namespace

Result<std::string> execute_statement(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const ExecuteStatementInput input, read_request<ExecuteStatementInput>(body, kExecuteStatementInput, context.layer));
  RETURN_IF_ERROR(partiql::check_parameters(input.parameters));
  ASSIGN_OR_RETURN(const ResolvedStatement statement, partiql::read_statement(*input.statement, input.parameters));
  if (statement.verb == partiql::Verb::exists) return partiql::malformed("Expected data manipulation");
  return statement.reads() ? select(context, input, statement) : write(context, input, statement);
}

}  // namespace shardbook
