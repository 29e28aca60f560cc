#include "operation/query.h"

#include "expression/key_condition.h"
#include "operation/item_address.h"
#include "operation/legacy_conditions.h"
#include "operation/legacy_parameters.h"
#include "operation/read_page.h"
#include "protocol/read_request.h"

namespace shardbook {

namespace {

using Test = KeyCondition::Test;
using Operator = KeyCondition::Operator;

const Test* find_test(const KeyCondition& condition, const KeyAttribute& key) {
  for (const Test& test : condition.tests) {
    if (test.attribute == key.name) return &test;
  }
  return nullptr;
}

Status not_supported() { return validation_exception("Query key condition not supported"); }

Status check_start_key_type(const QueryInput& input, const KeyAttribute& key) {
  if (!input.exclusive_start_key) return {};
  const AttributeValue* value = find_attribute(input.exclusive_start_key->attributes, key.name);
  if (value == nullptr) return validation_exception("The provided starting key is invalid");
  if (value->type() != key.type) return validation_exception("The provided key element does not match the schema");
  return {};
}

Status check_not_empty(const KeyAttribute& key, const AttributeValue& value) {
  if (value.n() != nullptr || size_of(value) > 0) return {};
  return validation_exception(
      std::string("One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ") +
      (value.s() != nullptr ? "string" : "binary") + " value. Key: " + key.name);
}

Status check_value(const KeyAttribute& key, const Test& test) {
  if (test.op == Operator::not_indexable) {
    return validation_exception("Attempted conditional constraint is not an indexable operation");
  }
  if (test.low.type() != key.type) {
    return validation_exception("One or more parameter values were invalid: Condition parameter type does not match schema type");
  }
  RETURN_IF_ERROR(check_not_empty(key, test.low));
  return test.op == Operator::between ? check_not_empty(key, test.high) : Status();
}

Status check_condition_on(const QueryInput& input, const KeyCondition& condition, const KeyAttribute& key, bool is_hash) {
  RETURN_IF_ERROR(check_start_key_type(input, key));
  const Test* test = find_test(condition, key);
  if (test == nullptr) return validation_exception("Query condition missed key schema element: " + key.name);
  RETURN_IF_ERROR(check_value(key, *test));
  if (is_hash && test->op != Operator::eq) return not_supported();
  return {};
}

/// The condition asks for one partition key, and for nothing but the sort key besides.
Status check_key_condition(const QueryInput& input, const KeyCondition& condition, const KeySchema& keys) {
  if (input.exclusive_start_key && input.exclusive_start_key->attributes.size() != (keys.range ? 2 : 1)) {
    return validation_exception("The provided starting key is invalid");
  }
  const bool two = condition.tests.size() > 1;
  if (two && !keys.range) return not_supported();
  RETURN_IF_ERROR(check_condition_on(input, condition, keys.hash, true));
  if (two) return check_condition_on(input, condition, *keys.range, false);
  return keys.range ? check_start_key_type(input, *keys.range) : Status();
}

/// The starting key must be one that this query could have returned.
Status check_start_key(const QueryInput& input, const KeyCondition& condition, const KeySchema& keys) {
  const AttributeMap& start = input.exclusive_start_key->attributes;
  const bool same_hash = *find_attribute(start, keys.hash.name) == find_test(condition, keys.hash)->low;
  const Test* range = keys.range ? find_test(condition, *keys.range) : nullptr;
  if (range == nullptr && !same_hash) {
    return validation_exception("The provided starting key is outside query boundaries based on provided conditions");
  }
  if (range != nullptr && !passes(*range, *find_attribute(start, keys.range->name))) {
    return validation_exception("The provided starting key does not match the range key predicate");
  }
  if (!same_hash) return validation_exception("The query can return at most one row and cannot be restarted");
  return {};
}

Status check_filter(const QueryInput& input, const std::optional<Condition>& filter, const KeySchema& keys) {
  if (!filter) return {};
  const std::string parameter = input.query_filter ? "QueryFilter" : "Filter Expression";
  for (const Path* path : filter->paths()) {
    if (!keys.has(path->top())) continue;
    return validation_exception(parameter + " can only contain non-primary key attributes: Primary key attribute: " + path->top());
  }
  return {};
}

/// KeyConditions go with any expression but the one that has replaced them.
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

Status check_limit(const QueryInput& input) {
  if (!input.limit || *input.limit >= 1) return {};
  return validation_exception(
      "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
}

KeyRange range_of(const KeyCondition& condition, const KeySchema& keys) {
  const std::string prefix = item_key_prefix(find_test(condition, keys.hash)->low);
  KeyRange range = KeyRange::of_prefix(prefix);
  const Test* test = keys.range ? find_test(condition, *keys.range) : nullptr;
  if (test == nullptr) return range;
  std::string low = prefix;
  append_range_key(low, test->low);
  switch (test->op) {
    case Operator::eq:
      return {low, just_after(low)};
    case Operator::lt:
      range.to = low;
      return range;
    case Operator::le:
      range.to = just_after(low);
      return range;
    case Operator::gt:
      range.from = just_after(low);
      return range;
    case Operator::ge:
      range.from = low;
      return range;
    case Operator::between: {
      std::string high = prefix;
      append_range_key(high, test->high);
      return {low, just_after(high)};
    }
    case Operator::begins_with:
      return KeyRange::of_prefix(low);
    case Operator::not_indexable:
      break;
  }
  return range;
}

Status apply_start_key(const Table& table, const QueryInput& input, const KeyCondition& condition, bool forward, KeyRange& range) {
  if (!input.exclusive_start_key) return {};
  ASSIGN_OR_RETURN(const std::string start, key_address(table, input.exclusive_start_key->attributes));
  RETURN_IF_ERROR(check_start_key(input, condition, table.keys));
  if (forward) {
    range.start_after(start);
  } else {
    range.end_before(start);
  }
  return {};
}

}  // namespace

Result<std::string> query(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const QueryInput input, read_request<QueryInput>(body, kQueryInput, context.layer, check_limit));
  RETURN_IF_ERROR(check_style(input));
  RequestExpressions expressions(context.layer, input.expression_attribute_names, input.expression_attribute_values);
  RETURN_IF_ERROR(
      expressions.check_given({{"FilterExpression", &input.filter_expression}, {"KeyConditionExpression", &input.key_condition_expression}},
                              &input.projection_expression));
  PageExpressions page_expressions;
  ASSIGN_OR_RETURN(page_expressions.filter, filter_condition(input.query_filter, input.conditional_operator));
  ASSIGN_OR_RETURN(page_expressions.projection, attributes_to_get(input.attributes_to_get));
  RETURN_IF_ERROR(check_start_key_values(input));
  if (!input.key_condition_expression && !input.key_conditions) {
    return validation_exception("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  }
  RETURN_IF_ERROR(check_select(input, true));
  RETURN_IF_ERROR(expressions.check_placeholders());
  ASSIGN_OR_RETURN(const auto key_expression, expressions.condition(ExpressionKind::key_condition, input.key_condition_expression));
  RETURN_IF_ERROR(parse_page_expressions(input, expressions, page_expressions));
  RETURN_IF_ERROR(expressions.check_all_used());
  ASSIGN_OR_RETURN(const KeyCondition condition,
                   key_expression ? key_condition_of(*key_expression, context.layer) : legacy_key_condition(*input.key_conditions));
  ASSIGN_OR_RETURN(const Table* table, find_table(context, *input.table_name));
  RETURN_IF_ERROR(check_index(input));
  RETURN_IF_ERROR(check_key_condition(input, condition, table->keys));
  const bool forward = input.scan_index_forward.value_or(true);
  KeyRange range = range_of(condition, table->keys);
  RETURN_IF_ERROR(apply_start_key(*table, input, condition, forward, range));
  if (page_expressions.projection) RETURN_IF_ERROR(check_key_paths(table->keys, page_expressions.projection->paths()));
  RETURN_IF_ERROR(check_filter(input, page_expressions.filter, table->keys));

  PageReader page(context, *table, input, page_expressions);
  page.read(range, forward);
  return page.response();
}

}  // namespace shardbook
