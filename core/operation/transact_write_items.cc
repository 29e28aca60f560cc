#include "operation/transact_write_items.h"

#include <algorithm>
#include <set>

#include "operation/cancellation.h"
#include "operation/conditional_write.h"
#include "operation/item_address.h"
#include "operation/lifecycle.h"
#include "operation/updated_item.h"
#include "operation/write.h"
#include "protocol/batch_inputs.h"
#include "protocol/read_request.h"

namespace shardbook {

namespace {

constexpr double kTransactionCost = 2;
constexpr std::uint64_t kMostBytes = 4 * 1024 * 1024;

enum class Kind : std::uint8_t { condition_check, put, delete_, update };

/// One action on its way: as sent, then with the item's place, then with what it makes of the item.
struct Action {
  Kind kind = Kind::condition_check;
  const TransactAction* request = nullptr;
  std::string address;
  Item before;
  Item after;

  const std::string& table_name() const { return *request->table_name; }
  const ReadAttributes& key_or_item() const { return kind == Kind::put ? *request->item : *request->key; }
};

Result<Action> action_of(const TransactWriteItem& item) {
  const std::pair<Kind, const std::optional<TransactAction>*> choices[] = {
      {Kind::condition_check, &item.condition_check}, {Kind::put, &item.put}, {Kind::delete_, &item.delete_}, {Kind::update, &item.update}};
  Action action;
  for (const auto& [kind, request] : choices) {
    if (!*request) continue;
    if (action.request != nullptr) return validation_exception("TransactItems can only contain one of Check, Put, Update or Delete");
    action.kind = kind;
    action.request = &**request;
  }
  if (action.request == nullptr) return validation_exception("TransactItems can only contain one of Check, Put, Update or Delete");
  return action;
}

Result<std::vector<Action>> actions_of(const TransactWriteItemsInput& input) {
  std::vector<Action> actions;
  for (const TransactWriteItem& item : *input.transact_items) {
    ASSIGN_OR_RETURN(Action action, action_of(item));
    if (action.key_or_item().fault) return *action.key_or_item().fault;
    actions.push_back(std::move(action));
  }
  return actions;
}

Result<std::string> address_of(const Table& table, const Action& action) {
  const AttributeMap& attributes = action.key_or_item().attributes;
  return action.kind == Kind::put ? item_address(table, attributes) : key_address(table, attributes);
}

/// Finds tables and items; a key that does not fit its table is left for `perform` to report.
Status locate(Context& context, std::vector<Action>& actions) {
  std::set<std::string> places;
  std::uint64_t bytes = 0;
  for (Action& action : actions) {
    ASSIGN_OR_RETURN(const Table* table, find_table(context, action.table_name()));
    Result<std::string> address = address_of(*table, action);
    if (!address && refuses_transaction(address.error())) return std::move(address).error();
    if (!address) continue;
    action.address = std::move(address).value();
    action.before = find_item(*table, action.address);
    bytes += std::max(action.before.exists() ? action.before.size() : 0, size_of(action.key_or_item().attributes));
    if (!places.insert(std::string(table_name_in(action.table_name())) + '/' + action.address).second) {
      return validation_exception("Transaction request cannot include multiple operations on one item");
    }
  }
  for (const Action& action : actions) {
    if (action.kind == Kind::put && size_of(action.request->item->attributes) > kMostItemBytes) {
      return validation_exception("Item size has exceeded the maximum allowed size");
    }
  }
  if (bytes > kMostBytes) return validation_exception("Aggregated size of all items in the transaction cannot exceed 4 MB");
  return {};
}

/// Works out what the action makes of its item, or why it fails. Changes nothing but the action.
Status perform(Context& context, Action& action) {
  const TransactAction& request = *action.request;
  ASSIGN_OR_RETURN(const Table* table, find_table(context, action.table_name()));
  if (action.address.empty()) return address_of(*table, action).error();
  RequestExpressions expressions(context.layer, request.expression_attribute_names, request.expression_attribute_values);
  if (action.kind == Kind::update) {
    RETURN_IF_ERROR(expressions.check_given(
        {{"UpdateExpression", &request.update_expression}, {"ConditionExpression", &request.condition_expression}}));
  } else {
    RETURN_IF_ERROR(expressions.check_given({{"ConditionExpression", &request.condition_expression}}));
  }
  RETURN_IF_ERROR(expressions.check_placeholders());
  std::optional<Update> update;
  if (action.kind == Kind::update) {
    ASSIGN_OR_RETURN(update, parse_update(*request.update_expression, expressions.placeholders()));
  }
  ASSIGN_OR_RETURN(const auto condition, expressions.condition(ExpressionKind::condition, request.condition_expression));
  RETURN_IF_ERROR(expressions.check_all_used());
  if (update) RETURN_IF_ERROR(check_update_paths(*table, *update));
  if (condition) RETURN_IF_ERROR(check_key_paths(table->keys, condition->paths()));
  RETURN_IF_ERROR(check_condition(condition, action.before, request.return_values_on_condition_check_failure));
  switch (action.kind) {
    case Kind::condition_check:
      action.after = action.before;
      break;
    case Kind::put:
      action.after = Item(request.item->attributes);
      break;
    case Kind::delete_:
      break;
    case Kind::update: {
      ASSIGN_OR_RETURN(const AttributeMap after, updated_item(update, action.before, request.key->attributes));
      if (size_of(after) > kMostItemBytes) return validation_exception("Item size to update has exceeded the maximum allowed size");
      if (!after.empty()) action.after = Item(after);
    }
  }
  return {};
}

// Repetition under a token:
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency

std::string token_key(const Context& context, const std::string& token) { return std::string(context.region) + '\0' + token; }

/// Of all that the token stands for: every action, but not what the answer is to show. FNV-1a.
class Fingerprint {
 public:
  void add(std::string_view text) {
    for (char byte : text) hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 1099511628211u;
    hash_ = (hash_ ^ 0xff) * 1099511628211u;
  }
  void add_text(const std::optional<std::string>& text) { add(text ? std::string_view(*text) : std::string_view()); }
  void add_attributes(const std::optional<ReadAttributes>& attributes) {
    add(attributes ? to_json(attributes->attributes) : std::string());
  }
  void add_names(const std::optional<NameMap>& names) {
    if (!names) return;
    for (const auto& [placeholder, name] : *names) {
      add(placeholder);
      add(name);
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 14695981039346656037u;
};

std::uint64_t fingerprint_of(const std::vector<Action>& actions) {
  Fingerprint fingerprint;
  for (const Action& action : actions) {
    const TransactAction& request = *action.request;
    fingerprint.add(std::to_string(static_cast<int>(action.kind)));
    fingerprint.add_text(request.table_name);
    fingerprint.add_attributes(request.key);
    fingerprint.add_attributes(request.item);
    fingerprint.add_text(request.update_expression);
    fingerprint.add_text(request.condition_expression);
    fingerprint.add_names(request.expression_attribute_names);
    fingerprint.add_attributes(request.expression_attribute_values);
  }
  return fingerprint.value();
}

std::string response(const ConsumedCapacity& capacity) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  capacity.append_list_to(json, true);
  json.end_object();
  return out;
}

Result<std::string> repeat(Context& context, const TransactWriteItemsInput& input, const DoneTransaction& done, std::uint64_t fingerprint) {
  if (done.fingerprint != fingerprint) {
    return idempotent_parameter_mismatch_exception(
        "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different "
        "requests, "
        "unless the requests are identical");
  }
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  for (const auto& [table, units] : done.read_units) capacity.read(table, nullptr, units);
  return response(capacity);
}

void remember(Context& context, const std::string& token, std::uint64_t fingerprint, const std::vector<Action>& actions) {
  DoneTransaction done;
  done.fingerprint = fingerprint;
  for (const Action& action : actions) {
    const std::uint32_t before = action.before.exists() ? action.before.size() : 0;
    const std::uint32_t after = action.after.exists() ? action.after.size() : 0;
    done.read_units.emplace_back(action.table_name(), kTransactionCost * read_units(std::max(before, after), true));
  }
  const std::string key = token_key(context, token);
  context.state.done_transactions.put(key, std::move(done));
  context.state.plan(context.now() + kTokenLifetime, {Work::Kind::forget_token, std::string(context.region), key, ""});
}

void account(Context& context, ConsumedCapacity& capacity, const std::vector<Action>& actions) {
  for (const Action& action : actions) {
    const double units = kTransactionCost * write_units_between(action.before, action.after);
    Partition* partition = action.address.empty() ? nullptr : heat_of(context, action.table_name(), action.address);
    capacity.write(action.table_name(), partition, units);
  }
}

}  // namespace

Result<std::string> transact_write_items(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TransactWriteItemsInput input,
                   read_request<TransactWriteItemsInput>(body, kTransactWriteItemsInput, context.layer));
  ASSIGN_OR_RETURN(std::vector<Action> actions, actions_of(input));
  const std::uint64_t fingerprint = fingerprint_of(actions);
  if (input.client_request_token) {
    const DoneTransaction* done = context.state.done_transactions.find(token_key(context, *input.client_request_token));
    if (done != nullptr) return repeat(context, input, *done, fingerprint);
  }
  RETURN_IF_ERROR(locate(context, actions));
  Cancellation cancellation;
  for (Action& action : actions) {
    const Status status = perform(context, action);
    if (status) {
      cancellation.add_none();
    } else {
      cancellation.add_failure(status.error());
    }
  }
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  account(context, capacity, actions);
  RETURN_IF_ERROR(cancellation.status());
  for (const Action& action : actions) {
    write_item(context, edit_table(context, action.table_name()), action.address, action.before, action.after, context.call);
  }
  if (input.client_request_token) remember(context, *input.client_request_token, fingerprint, actions);
  return response(capacity);
}

}  // namespace shardbook
