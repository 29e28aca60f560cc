#include "call/table_lookup.h"
#include "item/key_paths.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "read/query_keys.h"
#include "read/read_page.h"
#include "request/legacy_conditions.h"
#include "request/legacy_parameters.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"

namespace shardbook {

namespace {

Status check_filter(const QueryInput& input, const std::optional<Condition>& filter, const IndexKeySchema& keys) {
  if (!filter) return {};
  const std::string parameter = input.query_filter ? "QueryFilter" : "Filter Expression";
  for (const Path* path : filter->paths()) {
    if (!keys.has(path->top())) continue;
    return validation_exception(parameter + " can only contain non-primary key attributes: Primary key attribute: " + path->top());
  }
  return {};
}

/// KeyConditions may be combined with any expression except the one that replaces them.
Status check_style(const QueryInput& input) {
  const bool key_expression = input.key_condition_expression.has_value();
  return check_not_mixed({{"AttributesToGet", input.attributes_to_get.has_value()},
                          {"QueryFilter", input.query_filter.has_value()},
                          {"ConditionalOperator", input.conditional_operator.has_value()},
                          {"KeyConditions", key_expression && input.key_conditions}},
                         {{"ProjectionExpression", input.projection_expression.has_value()},
                          {"FilterExpression", input.filter_expression.has_value()},
                          {"KeyConditionExpression", key_expression}});
}

}  // namespace

Result<std::string> query(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const QueryInput input, read_request<QueryInput>(body, kQueryInput, context.layer));
  RETURN_IF_ERROR(check_style(input));
  RETURN_IF_ERROR(check_constraints(kQuerySelect, context.layer, &input));
  RequestExpressions expressions(context.layer, input.expression_attribute_names, input.expression_attribute_values);
  RETURN_IF_ERROR(
      expressions.check_given({{"FilterExpression", &input.filter_expression}, {"KeyConditionExpression", &input.key_condition_expression}},
                              &input.projection_expression));
  PageExpressions page_expressions;
  ASSIGN_OR_RETURN(page_expressions.filter, filter_condition(input.query_filter, input.conditional_operator));
  ASSIGN_OR_RETURN(page_expressions.projection, attributes_to_get(input.attributes_to_get));
  RETURN_IF_ERROR(check_start_key_values(input, context.layer));
  if (!input.key_condition_expression && !input.key_conditions) {
    return validation_exception("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  }
  RETURN_IF_ERROR(check_select(input));
  RETURN_IF_ERROR(expressions.check_placeholders());
  ASSIGN_OR_RETURN(const auto key_expression, expressions.condition(ExpressionKind::key_condition, input.key_condition_expression));
  RETURN_IF_ERROR(parse_page_expressions(input, ExpressionKind::filter, expressions, page_expressions));
  RETURN_IF_ERROR(expressions.check_all_used());
  ASSIGN_OR_RETURN(const KeyCondition condition,
                   key_expression ? key_condition_of(*key_expression, context.layer) : legacy_key_condition(*input.key_conditions));
  if (condition.tests.empty()) return validation_exception("Conditions can be of length 1 or 2 only");
  ASSIGN_OR_RETURN(Table * table, find_table(context, *input.table_name));
  ASSIGN_OR_RETURN(ReadTarget target, read_target(*table, input));
  RETURN_IF_ERROR(check_key_condition(input, condition, target));
  ASSIGN_OR_RETURN(const KeyRange range, query_range(input, condition, target));
  if (page_expressions.projection) RETURN_IF_ERROR(check_key_paths(*table, page_expressions.projection->paths()));
  RETURN_IF_ERROR(check_filter(input, page_expressions.filter, target.keys));
  RETURN_IF_ERROR(check_select_all(target, input));
  if (page_expressions.filter) RETURN_IF_ERROR(check_key_paths(*table, page_expressions.filter->paths()));
  RETURN_IF_ERROR(check_projected(target, input, paths_of(page_expressions.projection)));
  if (page_expressions.filter) RETURN_IF_ERROR(check_filter_projected(target, page_expressions.filter->paths()));

  RETURN_IF_ERROR(throttle_read(context, *table, target.index, range.from));
  PageReader page(context, target, input, page_expressions, SetOrder::ascending);
  page.read(range, input.scan_index_forward.value_or(true));
  return page.response();
}

}  // namespace shardbook
