#include <algorithm>
#include <set>

#include "call/table_lookup.h"
#include "item/item_write.h"
#include "operation/operations.h"
#include "partiql/statement_target.h"
#include "protocol/read_request.h"
#include "request/statement_inputs.h"
#include "throughput/throttle.h"

namespace shardbook {

namespace {

using partiql::ResolvedStatement;
using partiql::Target;

constexpr partiql::KeyRule kSelectRule = {
    "Select statements within BatchExecuteStatement must specify the primary key in the where clause.", true};

/// A statement as it progresses: received, then parsed, then with its item located. Stops at the first fault.
struct Step {
  const BatchStatementRequest* request = nullptr;
  std::optional<ResolvedStatement> statement;
  std::optional<Target> target;
  std::optional<Error> fault;
};

Status read(Step& step) {
  ASSIGN_OR_RETURN(step.statement, partiql::read_statement(*step.request->statement, step.request->parameters));
  if (step.statement->verb == partiql::Verb::exists) return partiql::malformed("Expected data manipulation");
  return {};
}

Status find(Context& context, Step& step) {
  const partiql::KeyRule rule = step.statement->reads() ? kSelectRule : partiql::KeyRule();
  ASSIGN_OR_RETURN(step.target, partiql::locate(context, *step.statement, rule));
  return {};
}

void keep_fault(Step& step, Status status) {
  if (!status) step.fault = std::move(status).error();
}

Status check_kinds(const std::vector<Step>& steps) {
  bool reads = false;
  bool writes = false;
  for (const Step& step : steps) {
    if (step.fault) continue;
    (step.statement->reads() ? reads : writes) = true;
  }
  if (reads && writes) return validation_exception("Read and write requests together in the same batch is not supported.");
  return {};
}

Status check_duplicates(const std::vector<Step>& steps) {
  std::set<std::string> places;
  for (const Step& step : steps) {
    if (step.fault) continue;
    if (!places.insert(step.target->table->name + '/' + step.target->address).second) {
      return validation_exception("Provided list of item keys contains duplicates");
    }
  }
  return {};
}

/// Returns "ConditionalCheckFailed" for ConditionalCheckFailedException.
std::string error_code(const Error& error) {
  constexpr std::string_view kException = "Exception";
  std::string_view name = error.name();
  if (name == "ValidationException") return "ValidationError";
  if (name.size() > kException.size() && name.substr(name.size() - kException.size()) == kException) name.remove_suffix(kException.size());
  return std::string(name);
}

void append_fault(JsonWriter& json, const Step& step) {
  const std::string code = error_code(*step.fault);
  json.begin_object().key("Error").begin_object().key("Code").string(code).key("Message").string(step.fault->message);
  if (code == "ConditionalCheckFailed" && !step.fault->members.empty()) json.raw(step.fault->members);
  json.end_object();
  if (step.statement && code != "ValidationError") json.key("TableName").string(step.statement->table);
  json.end_object();
}

void append_success(JsonWriter& json, const Step& step, const std::string& row) {
  json.begin_object().key("TableName").string(step.statement->table);
  if (!row.empty()) json.key("Item").raw(row);
  json.end_object();
}

Result<std::string> select(Context& context, const Step& step, ConsumedCapacity& capacity) {
  RETURN_IF_ERROR(throttle_read(context, *step.target->table, nullptr, step.target->address));
  const Item& item = step.target->before;
  const double units = read_units(item.exists() ? item.size() : 0, step.request->consistent_read.value_or(false));
  capacity.read(step.statement->table, *step.target->table, step.target->address, units);
  const std::string row = partiql::selected_row(*step.statement, *step.target);
  context.tally.scanned += item.exists() ? 1 : 0;
  context.tally.returned += row.empty() ? 0 : 1;
  return row;
}

/// Returns the row to return, if any.
Result<std::string> write(Context& context, const Step& step, ConsumedCapacity& capacity) {
  ASSIGN_OR_RETURN(const ItemWrite done, partiql::write(context, *step.statement, *step.target,
                                                        step.request->return_values_on_condition_check_failure, capacity));
  return partiql::returned_row(*step.statement, done.before(), done.after());
}

void run(Context& context, Step& step, ConsumedCapacity& capacity, JsonWriter& json) {
  if (step.fault) return append_fault(json, step);
  Result<std::string> row = step.statement->reads() ? select(context, step, capacity) : write(context, step, capacity);
  if (row) return append_success(json, step, *row);
  step.fault = std::move(row).error();
  append_fault(json, step);
}

}  // namespace

Result<std::string> batch_execute_statement(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const BatchExecuteStatementInput input,
                   read_request<BatchExecuteStatementInput>(body, kBatchExecuteStatementInput, context.layer));
  for (const BatchStatementRequest& request : *input.statements) RETURN_IF_ERROR(partiql::check_parameters(request.parameters));
  std::vector<Step> steps;
  for (const BatchStatementRequest& request : *input.statements) {
    Step& step = steps.emplace_back();
    step.request = &request;
    keep_fault(step, read(step));
  }
  RETURN_IF_ERROR(check_kinds(steps));
  for (Step& step : steps) {
    if (!step.fault) keep_fault(step, find(context, step));
  }
  RETURN_IF_ERROR(check_duplicates(steps));

  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Responses").begin_array();
  for (Step& step : steps) run(context, step, capacity, json);
  json.end_array();
  // A batch in which nothing succeeds does not show what it consumed.
  const auto failed = [](const Step& step) { return step.fault.has_value(); };
  if (!std::all_of(steps.begin(), steps.end(), failed)) capacity.append_list_to(json, false);
  json.end_object();
  return out;
}

}  // namespace shardbook
