#include <algorithm>
#include <set>

#include "call/fingerprint.h"
#include "call/table_lookup.h"
#include "item/item_write.h"
#include "operation/operations.h"
#include "partiql/next_token.h"
#include "partiql/statement_target.h"
#include "protocol/read_request.h"
#include "request/statement_inputs.h"
#include "throughput/throttle.h"
#include "transaction/cancellation.h"
#include "transaction/done_transaction.h"
#include "transaction/limits.h"

namespace shardbook {

namespace {

using partiql::ResolvedStatement;
using partiql::Target;

constexpr partiql::KeyRule kKeyRule = {.value_faults = false};

/// A statement as it progresses: parsed, then with its item located or a fault, then with its write.
struct Action {
  const ParameterizedStatement* request = nullptr;
  ResolvedStatement statement;
  std::optional<Target> target;
  std::optional<Error> fault;
  std::optional<ItemWrite> write;
};

Status check_member(const ResolvedStatement& statement) {
  if (statement.returning) return validation_exception("RETURNING clause is not supported in ExecuteTransaction.");
  if (statement.index) return validation_exception("Reads on indices are not supported within transactions.");
  return {};
}

Result<ResolvedStatement> read_member(const ParameterizedStatement& request) {
  ASSIGN_OR_RETURN(ResolvedStatement statement, partiql::read_statement(*request.statement, request.parameters));
  RETURN_IF_ERROR(check_member(statement));
  return statement;
}

Result<std::vector<Action>> actions_of(const ExecuteTransactionInput& input) {
  for (const ParameterizedStatement& request : *input.transact_statements) RETURN_IF_ERROR(partiql::check_parameters(request.parameters));
  std::vector<Action> actions;
  for (const ParameterizedStatement& request : *input.transact_statements) {
    Result<ResolvedStatement> statement = read_member(request);
    if (!statement) {
      Error fault = std::move(statement).error();
      fault.message.insert(0, "Validation failed in TransactStatements[" + std::to_string(actions.size()) + "]: ");
      return fault;
    }
    Action& action = actions.emplace_back();
    action.request = &request;
    action.statement = std::move(statement).value();
  }
  for (const Action& action : actions) RETURN_IF_ERROR(partiql::check_item_size(action.statement));
  const auto reads = [](const Action& action) { return action.statement.reads(); };
  if (std::any_of(actions.begin(), actions.end(), reads) && !std::all_of(actions.begin(), actions.end(), reads)) {
    return validation_exception("ExecuteTransaction API does not support both read and write operations in the same request.");
  }
  return actions;
}

/// Finds tables and items. A fault of a single statement becomes its cancellation reason, but the first key that does not fit its table
/// is the only reason.
Status locate(Context& context, std::vector<Action>& actions) {
  std::set<std::string> places;
  std::optional<Error> canceled;
  std::uint64_t bytes = 0;
  for (Action& action : actions) {
    Result<Target> target = partiql::locate(context, action.statement, kKeyRule);
    if (!target && target.error().cause == Cause::empty_key) return std::move(target).error();
    if (!target) {
      action.fault = std::move(target).error();
      if (action.fault->cause == Cause::key_schema && !canceled) {
        canceled = canceled_by(*action.fault, static_cast<std::size_t>(&action - actions.data()), actions.size());
      }
      continue;
    }
    action.target = std::move(target).value();
    const Item& before = action.target->before;
    bytes += std::max(before.exists() ? before.size() : 0, size_of(action.statement.item));
    if (!places.insert(action.target->table->name + '/' + action.target->address).second) {
      return validation_exception("Transaction request cannot include multiple operations on one item");
    }
  }
  if (canceled) return *std::move(canceled);
  return check_transaction_bytes(bytes);
}

Status perform(Context& context, Action& action) {
  if (action.fault) return *action.fault;
  const Target& target = *action.target;
  if (action.statement.reads()) return throttle_read(context, *target.table, nullptr, target.address);
  ItemWrite& write = action.write.emplace(*target.table, action.statement.table, target.address);
  RETURN_IF_ERROR(write.admit(context));
  ASSIGN_OR_RETURN(Item after, partiql::perform(action.statement, target, action.request->return_values_on_condition_check_failure));
  write.set_after(std::move(after));
  RETURN_IF_ERROR(write.check_collection());
  return write.admit_entries(context);
}

Status perform(Context& context, std::vector<Action>& actions) {
  Cancellation cancellation;
  for (Action& action : actions) cancellation.add(perform(context, action));
  return cancellation.status();
}

double read_cost(const Item& before, const Item& after) {
  const auto size = [](const Item& item) { return item.exists() ? item.size() : 0; };
  return kTransactionCost * read_units(std::max(size(before), size(after)), true);
}

std::string read_response(Context& context, const std::vector<Action>& actions, ConsumedCapacity& capacity) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Responses").begin_array();
  for (const Action& action : actions) {
    const Target& target = *action.target;
    capacity.read(action.statement.table, *target.table, target.address, read_cost(target.before, Item()));
    ++context.tally.scanned;
    const std::string row = partiql::selected_row(action.statement, target);
    json.begin_object();
    if (!row.empty()) {
      ++context.tally.returned;
      json.key("Item").raw(row);
    }
    json.end_object();
  }
  json.end_array();
  capacity.append_list_to(json, true);
  json.end_object();
  return out;
}

std::string write_response(const ConsumedCapacity& capacity) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Responses").begin_array().end_array();
  capacity.append_list_to(json, true);
  json.end_object();
  return out;
}

std::uint64_t fingerprint_of(const ExecuteTransactionInput& input) {
  Fingerprint fingerprint;
  for (const ParameterizedStatement& request : *input.transact_statements) {
    fingerprint.add(std::to_string(partiql::fingerprint_of(*request.statement, request.parameters)));
  }
  return fingerprint.value();
}

Result<std::string> write(Context& context, const ExecuteTransactionInput& input, std::vector<Action>& actions,
                          ConsumedCapacity& capacity) {
  std::optional<TransactionToken> token;
  if (input.client_request_token) {
    token.emplace(context, "ExecuteTransaction", *input.client_request_token, fingerprint_of(input));
    ASSIGN_OR_RETURN(const bool repeated, token->repeats(context, capacity));
    if (repeated) return write_response(capacity);
  }
  RETURN_IF_ERROR(locate(context, actions));
  const Status performed = perform(context, actions);
  for (const Action& action : actions) {
    if (action.write) action.write->charge(capacity, kTransactionCost);
  }
  RETURN_IF_ERROR(performed);
  std::vector<std::pair<std::string, double>> costs;
  for (const Action& action : actions) {
    action.write->commit(context, &capacity, context.call);
    costs.emplace_back(action.statement.table, read_cost(action.write->before(), action.write->after()));
  }
  if (token) token->remember(context, std::move(costs));
  return write_response(capacity);
}

}  // namespace

Result<std::string> execute_transaction(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const ExecuteTransactionInput input,
                   read_request<ExecuteTransactionInput>(body, kExecuteTransactionInput, context.layer));
  ASSIGN_OR_RETURN(std::vector<Action> actions, actions_of(input));
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  if (!actions.front().statement.reads()) return write(context, input, actions, capacity);
  RETURN_IF_ERROR(locate(context, actions));
  RETURN_IF_ERROR(perform(context, actions));
  return read_response(context, actions, capacity);
}

}  // namespace shardbook
