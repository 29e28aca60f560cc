#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_collection.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/item_inputs.h"
#include "request/legacy_conditions.h"
#include "request/legacy_parameters.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"

namespace shardbook {

namespace {

Status check_return_values(const PutItemInput& input) {
  const std::string wanted = input.return_values.value_or("NONE");
  if (wanted == "NONE" || wanted == "ALL_OLD") return {};
  return counted(validation_exception("ReturnValues can only be ALL_OLD or NONE"));
}

Status check_size(const PutItemInput& input) {
  if (size_of(input.item->attributes) <= kMostItemBytes) return {};
  return validation_exception("Item size has exceeded the maximum allowed size");
}

Result<std::string> put(Context& context, const PutItemInput& input) {
  const bool older = context.layer == ValidationLayer::older;
  RequestExpressions expressions(context.layer, input.expression_attribute_names, input.expression_attribute_values);
  if (!older && input.item->fault) return *input.item->fault;
  RETURN_IF_ERROR(
      check_not_mixed({{"Expected", input.expected.has_value()}, {"ConditionalOperator", input.conditional_operator.has_value()}},
                      {{"ConditionExpression", input.condition_expression.has_value()}}));
  RETURN_IF_ERROR(expressions.check_given({{"ConditionExpression", &input.condition_expression}}));
  if (older) {
    if (input.item->fault) return *input.item->fault;
    RETURN_IF_ERROR(check_return_values(input));
    RETURN_IF_ERROR(check_size(input));
  }
  ASSIGN_OR_RETURN(auto condition, expected_condition(input.expected, input.conditional_operator));
  RETURN_IF_ERROR(expressions.check_placeholders());
  if (input.condition_expression) {
    ASSIGN_OR_RETURN(condition, expressions.condition(ExpressionKind::condition, input.condition_expression));
  }
  RETURN_IF_ERROR(expressions.check_all_used());
  if (!older) {
    RETURN_IF_ERROR(check_return_values(input));
    RETURN_IF_ERROR(check_size(input));
  }
  ASSIGN_OR_RETURN(Table * table, find_table(context, *input.table_name));
  ASSIGN_OR_RETURN(std::string address, item_address(*table, input.item->attributes));
  if (condition) RETURN_IF_ERROR(check_key_paths(*table, condition->paths()));

  const ItemWrite write(*table, *input.table_name, std::move(address), Item(input.item->attributes));
  RETURN_IF_ERROR(write.admit(context));
  RETURN_IF_ERROR(write.admit_entries(context));
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  write.charge(capacity);
  RETURN_IF_ERROR(check_condition(condition, write.before(), input.return_values_on_condition_check_failure));
  RETURN_IF_ERROR(write.check_collection());
  write.commit(context, &capacity);
  ItemCollectionMetrics metrics(input.return_item_collection_metrics);
  metrics.add(write, input.item->attributes);

  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (input.return_values == "ALL_OLD" && write.before().exists()) json.key("Attributes").raw(write.before().json());
  capacity.append_to(json);
  metrics.append_to(json);
  json.end_object();
  return out;
}

}  // namespace

Result<std::string> put_item(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const PutItemInput input, read_request<PutItemInput>(body, kPutItemInput, context.layer));
  return put(context, input);
}

}  // namespace shardbook
