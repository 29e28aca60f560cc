#include <algorithm>
#include <set>

#include "call/fingerprint.h"
#include "call/set_order.h"
#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_collection.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "item/updated_item.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/batch_inputs.h"
#include "transaction/cancellation.h"
#include "transaction/done_transaction.h"
#include "transaction/limits.h"
#include "transaction/requested_write.h"
#include "value/name_order.h"

namespace shardbook {

namespace {

using Kind = RequestedWrite::Kind;

/// An action as it progresses: received, then with its write.
struct Action : RequestedWrite {
  std::optional<ItemWrite> write;
};

/// Returns where the action's item is stored; fails if its key or a path of its expressions does not fit the table.
Result<std::string> place_of(const Table& table, const Action& action) {
  const AttributeMap& attributes = action.key_or_item().attributes;
  ASSIGN_OR_RETURN(std::string address, action.kind == Kind::put ? item_address(table, attributes) : key_address(table, attributes));
  if (action.update) RETURN_IF_ERROR(check_update_paths(table, *action.update));
  if (action.condition) RETURN_IF_ERROR(check_key_paths(table, action.condition->paths()));
  return address;
}

/// Finds tables and items. Reports only the first of the actions that do not fit their tables, in which case no condition is tested.
Status locate(Context& context, std::vector<Action>& actions) {
  std::set<std::string> places;
  std::optional<Error> cancellation;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    Action& action = actions[i];
    ASSIGN_OR_RETURN(Table * table, find_table(context, action.table_name()));
    Result<std::string> address = place_of(*table, action);
    if (!address && refuses_transaction(address.error())) return std::move(address).error();
    if (!address) {
      if (!cancellation) cancellation = canceled_by(address.error(), i, actions.size());
      continue;
    }
    if (!places.insert(table->name + '/' + *address).second) {
      return validation_exception("Transaction request cannot include multiple operations on one item");
    }
    action.write.emplace(*table, action.table_name(), std::move(address).value());
  }
  return cancellation ? Status(*std::move(cancellation)) : Status();
}

/// Computes the item after the action, or why it fails. Changes nothing but the action.
Status perform(Context& context, Action& action) {
  const TransactAction& request = *action.request;
  ItemWrite& write = *action.write;
  RETURN_IF_ERROR(write.admit(context));
  RETURN_IF_ERROR(check_condition(action.condition, write.before(), request.return_values_on_condition_check_failure,
                                  transaction_set_order(context.region)));
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
      ASSIGN_OR_RETURN(Item after, updated_item(write.table(), action.update, write.before(), request.key->attributes));
      write.set_after(std::move(after));
    }
  }
  RETURN_IF_ERROR(write.check_collection());
  return write.admit_entries(context);
}

/// Covers what the request means, however it is written, but not what the response shows.
std::uint64_t fingerprint_of(const std::vector<Action>& actions) {
  Fingerprint fingerprint;
  const auto add_text = [&](const std::optional<std::string>& text) { fingerprint.add(text.value_or("")); };
  const auto add_attributes = [&](const std::optional<ReadAttributes>& read) { fingerprint.add(read ? read->attributes : AttributeMap()); };
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
    const NameMap& names = *request.expression_attribute_names;
    NameOrder sorted;
    for (const auto& [placeholder, name] : names) sorted.add(placeholder);
    sorted.sort();
    for (const auto& [placeholder, place] : sorted.entries()) {
      fingerprint.add(placeholder);
      fingerprint.add(names[place].second);
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
  ASSIGN_OR_RETURN(std::vector<RequestedWrite> requested, requested_writes(context, input));
  std::vector<Action> actions;
  for (RequestedWrite& write : requested) actions.push_back({std::move(write), {}});
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
  for (Action& action : actions) cancellation.add(perform(context, action));
  for (const Action& action : actions) action.write->charge(capacity, kTransactionCost);
  RETURN_IF_ERROR(cancellation.status());
  for (const Action& action : actions) {
    action.write->commit(context, &capacity, context.call);
    metrics.add(*action.write, action.key_or_item().attributes);
  }
  if (token) token->remember(context, repetition_costs(actions));
  return response(capacity, metrics);
}

}  // namespace shardbook
