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

Status check_return_values(const DeleteItemInput& input) {
  const std::string wanted = input.return_values.value_or("NONE");
  if (wanted == "NONE" || wanted == "ALL_OLD") return {};
  return validation_exception("ReturnValues can only be ALL_OLD or NONE");
}

}  // namespace

Result<std::string> delete_item(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const DeleteItemInput input, read_request<DeleteItemInput>(body, kDeleteItemInput, context.layer));
  RequestExpressions expressions(context.layer, input.expression_attribute_names, input.expression_attribute_values);
  RETURN_IF_ERROR(
      check_not_mixed({{"Expected", input.expected.has_value()}, {"ConditionalOperator", input.conditional_operator.has_value()}},
                      {{"ConditionExpression", input.condition_expression.has_value()}}));
  RETURN_IF_ERROR(expressions.check_given({{"ConditionExpression", &input.condition_expression}}));
  if (input.key->fault) return *input.key->fault;
  RETURN_IF_ERROR(check_return_values(input));
  ASSIGN_OR_RETURN(auto condition, expected_condition(input.expected, input.conditional_operator));
  RETURN_IF_ERROR(expressions.check_placeholders());
  if (input.condition_expression) {
    ASSIGN_OR_RETURN(condition, expressions.condition(ExpressionKind::condition, input.condition_expression));
  }
  RETURN_IF_ERROR(expressions.check_all_used());
  ASSIGN_OR_RETURN(Table * table, find_table(context, *input.table_name));
  ASSIGN_OR_RETURN(std::string address, key_address(*table, input.key->attributes));
  if (condition) RETURN_IF_ERROR(check_key_paths(*table, condition->paths()));

  const ItemWrite write(*table, *input.table_name, std::move(address), Item());
  RETURN_IF_ERROR(write.admit(context));
  RETURN_IF_ERROR(write.admit_entries(context));
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  write.charge(capacity);
  RETURN_IF_ERROR(check_condition(condition, write.before(), input.return_values_on_condition_check_failure));
  write.commit(context, &capacity);
  ItemCollectionMetrics metrics(input.return_item_collection_metrics);
  metrics.add(write, input.key->attributes);

  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (input.return_values == "ALL_OLD" && write.before().exists()) json.key("Attributes").raw(write.before().json());
  capacity.append_to(json);
  metrics.append_to(json);
  json.end_object();
  return out;
}

}  // namespace shardbook
