#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_collection.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "item/updated_item.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/item_inputs.h"
#include "request/legacy_conditions.h"
#include "request/legacy_parameters.h"
#include "request/legacy_updates.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

/// Returns what ReturnValues asks for, as JSON, or empty if there is nothing to return.
std::string returned(const std::string& wanted, const std::optional<Update>& update, const Item& before, const Item& after) {
  if (wanted == "ALL_NEW" && after.exists()) return std::string(after.json());
  if (wanted == "ALL_OLD" && before.exists()) return std::string(before.json());
  if (!update) return {};
  AttributeMap touched;
  if (wanted == "UPDATED_OLD" && before.exists()) touched = skeleton(update->targets(), before.decode());
  if (wanted == "UPDATED_NEW" && after.exists()) touched = skeleton(update->targets(), after.decode());
  return touched.empty() ? std::string() : to_json(touched);
}

Result<std::optional<Update>> update_of(const UpdateItemInput& input) {
  if (!input.attribute_updates) return std::optional<Update>();
  ASSIGN_OR_RETURN(Update update, legacy_update(*input.attribute_updates));
  return std::optional<Update>(std::move(update));
}

Result<std::optional<Update>> update_of(const UpdateItemInput& input, RequestExpressions& expressions) {
  ASSIGN_OR_RETURN(Update update, parse_update(*input.update_expression, expressions.placeholders()));
  return std::optional<Update>(std::move(update));
}

/// Computes the new item, even if the condition fails: the larger of the two items is charged for.
Status work_out(const Table& table, const std::optional<Update>& update, const AttributeMap& key, ItemWrite& write) {
  ASSIGN_OR_RETURN(Item after, updated_item(table, update, write.before(), key));
  write.set_after(std::move(after));
  return {};
}

Result<std::string> update(Context& context, const UpdateItemInput& input) {
  RETURN_IF_ERROR(check_not_mixed(
      {{"AttributeUpdates", input.attribute_updates.has_value()},
       {"Expected", input.expected.has_value()},
       {"ConditionalOperator", input.conditional_operator.has_value()}},
      {{"UpdateExpression", input.update_expression.has_value()}, {"ConditionExpression", input.condition_expression.has_value()}}));
  RequestExpressions expressions(context.layer, input.expression_attribute_names, input.expression_attribute_values);
  RETURN_IF_ERROR(
      expressions.check_given({{"UpdateExpression", &input.update_expression}, {"ConditionExpression", &input.condition_expression}}));
  if (input.key->fault) return *input.key->fault;
  ASSIGN_OR_RETURN(auto update, update_of(input));
  ASSIGN_OR_RETURN(auto condition, expected_condition(input.expected, input.conditional_operator));
  RETURN_IF_ERROR(expressions.check_placeholders());
  if (input.update_expression) {
    ASSIGN_OR_RETURN(update, update_of(input, expressions));
  }
  if (input.condition_expression) {
    ASSIGN_OR_RETURN(condition, expressions.condition(ExpressionKind::condition, input.condition_expression));
  }
  RETURN_IF_ERROR(expressions.check_all_used());
  ASSIGN_OR_RETURN(Table * table, find_table(context, *input.table_name));
  const AttributeMap& key = input.key->attributes;
  ASSIGN_OR_RETURN(std::string address, key_address(*table, key));
  if (update) RETURN_IF_ERROR(check_update_paths(*table, *update));
  if (condition) RETURN_IF_ERROR(check_key_paths(*table, condition->paths()));
  if (input.update_expression && request_bytes_of(*update) > kMostItemBytes) return update_too_large();

  ItemWrite write(*table, *input.table_name, std::move(address));
  RETURN_IF_ERROR(write.admit(context));
  const Status met = check_condition(condition, write.before(), input.return_values_on_condition_check_failure);
  const Status worked_out = work_out(*table, update, key, write);
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  if (!met) write.charge(capacity);
  RETURN_IF_ERROR(met);
  RETURN_IF_ERROR(worked_out);
  RETURN_IF_ERROR(write.admit_entries(context));
  write.charge(capacity);
  RETURN_IF_ERROR(write.check_collection());
  write.commit(context, &capacity);
  ItemCollectionMetrics metrics(input.return_item_collection_metrics);
  metrics.add(write, key);

  std::string out;
  JsonWriter json(out);
  json.begin_object();
  const std::string shown = returned(input.return_values.value_or("NONE"), update, write.before(), write.after());
  if (!shown.empty()) json.key("Attributes").raw(shown);
  capacity.append_to(json);
  metrics.append_to(json);
  json.end_object();
  return out;
}

}  // namespace

Result<std::string> update_item(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const UpdateItemInput input, read_request<UpdateItemInput>(body, kUpdateItemInput, context.layer));
  return update(context, input);
}

}  // namespace shardbook
