#include <algorithm>
#include <set>

#include "call/fingerprint.h"
#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_collection.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "item/updated_item.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/batch_inputs.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"
#include "transaction/cancellation.h"
#include "transaction/done_transaction.h"
#include "transaction/limits.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

enum class Kind : std::uint8_t { condition_check, put, delete_, update };

/// One action on its way: as sent, then with its table and item, then with what it makes of the item.
struct Action {
  Kind kind = Kind::condition_check;
  const TransactAction* request = nullptr;
  Table* table = nullptr;
  std::optional<ItemWrite> write;  // absent while the key does not fit the table

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
    ASSIGN_OR_RETURN(action.table, find_table(context, action.table_name()));
    Result<std::string> address = address_of(*action.table, action);
    if (!address && refuses_transaction(address.error())) return std::move(address).error();
    if (!address) continue;
    const ItemWrite& write = action.write.emplace(*action.table, action.table_name(), std::move(address).value());
    bytes += std::max(write.before().exists() ? write.before().size() : 0, size_of(action.key_or_item().attributes));
    if (!places.insert(action.table->name + '/' + write.address()).second) {
      return validation_exception("Transaction request cannot include multiple operations on one item");
    }
  }
  for (const Action& action : actions) {
    if (action.kind == Kind::put && size_of(action.request->item->attributes) > kMostItemBytes) {
      return validation_exception("Item size has exceeded the maximum allowed size");
    }
  }
  return check_transaction_bytes(bytes);
}

/// Computes the item after the action, or why it fails. Changes nothing but the action.
Status perform(Context& context, Action& action) {
  const TransactAction& request = *action.request;
  const Table& table = *action.table;
  if (!action.write) return address_of(table, action).error();
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
  if (update) RETURN_IF_ERROR(check_update_paths(table, *update));
  if (condition) RETURN_IF_ERROR(check_key_paths(table, condition->paths()));
  ItemWrite& write = *action.write;
  RETURN_IF_ERROR(write.admit(context));
  RETURN_IF_ERROR(check_condition(condition, write.before(), request.return_values_on_condition_check_failure));
  switch (action.kind) {
    case Kind::condition_check:
      break;
    case Kind::put:
      write.set_after(Item(request.item->attributes));
      break;
    case Kind::delete_:
      write.set_after(Item());
      break;
    case Kind::update: {
      ASSIGN_OR_RETURN(const AttributeMap after, updated_item(table, update, write.before(), request.key->attributes));
      if (size_of(after) > kMostItemBytes) return validation_exception("Item size to update has exceeded the maximum allowed size");
      write.set_after(after.empty() ? Item() : Item(after));
    }
  }
  RETURN_IF_ERROR(write.check_collection());
  return write.admit_entries(context);
}

/// Of all that the request asks for, but not of what the answer is to show.
std::uint64_t fingerprint_of(const std::vector<Action>& actions) {
  Fingerprint fingerprint;
  const auto add_text = [&](const std::optional<std::string>& text) { fingerprint.add(text.value_or("")); };
  const auto add_attributes = [&](const std::optional<ReadAttributes>& read) { fingerprint.add(read ? to_json(read->attributes) : ""); };
  for (const Action& action : actions) {
    const TransactAction& request = *action.request;
    fingerprint.add(std::to_string(static_cast<int>(action.kind)));
    add_text(request.table_name);
    add_attributes(request.key);
    add_attributes(request.item);
    add_text(request.update_expression);
    add_text(request.condition_expression);
    add_attributes(request.expression_attribute_values);
    if (!request.expression_attribute_names) continue;
    for (const auto& [placeholder, name] : *request.expression_attribute_names) {
      fingerprint.add(placeholder);
      fingerprint.add(name);
    }
  }
  return fingerprint.value();
}

std::string response(const ConsumedCapacity& capacity, const ItemCollectionMetrics& metrics) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  capacity.append_list_to(json, true);
  metrics.append_map_to(json);
  json.end_object();
  return out;
}

/// Returns what repeating the transaction under its token will consume.
std::vector<std::pair<std::string, double>> repetition_costs(const std::vector<Action>& actions) {
  std::vector<std::pair<std::string, double>> costs;
  for (const Action& action : actions) {
    const Item& before = action.write->before();
    const Item& after = action.write->after();
    const std::uint32_t size = std::max(before.exists() ? before.size() : 0, after.exists() ? after.size() : 0);
    costs.emplace_back(action.table_name(), kTransactionCost * read_units(size, true));
  }
  return costs;
}

}  // namespace

Result<std::string> transact_write_items(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TransactWriteItemsInput input,
                   read_request<TransactWriteItemsInput>(body, kTransactWriteItemsInput, context.layer));
  ASSIGN_OR_RETURN(std::vector<Action> actions, actions_of(input));
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  ItemCollectionMetrics metrics(input.return_item_collection_metrics);
  std::optional<TransactionToken> token;
  if (input.client_request_token) {
    token.emplace(context, "TransactWriteItems", *input.client_request_token, fingerprint_of(actions));
    ASSIGN_OR_RETURN(const bool repeated, token->repeats(context, capacity));
    if (repeated) return response(capacity, metrics);
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
  for (const Action& action : actions) {
    if (action.write) action.write->charge(capacity, kTransactionCost);
  }
  RETURN_IF_ERROR(cancellation.status());
  for (const Action& action : actions) {
    action.write->commit(context, &capacity, context.call);
    metrics.add(*action.write, action.key_or_item().attributes);
  }
  if (token) token->remember(context, repetition_costs(actions));
  return response(capacity, metrics);
}

}  // namespace shardbook
