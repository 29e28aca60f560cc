#pragma once

#include "protocol/shape.h"

namespace shardbook {

/// Requests of the item operations. Members are named as in the API, in snake case.

// Legacy parameters.

struct LegacyCondition {
  std::optional<std::vector<ReadValue>> attribute_value_list;
  std::optional<std::string> comparison_operator;
};
struct ExpectedAttributeValue {
  std::optional<ReadValue> value;
  std::optional<bool> exists;
  std::optional<std::string> comparison_operator;
  std::optional<std::vector<ReadValue>> attribute_value_list;
};
struct AttributeValueUpdate {
  std::optional<ReadValue> value;
  std::optional<std::string> action;
};
using Conditions = OrderedMap<LegacyCondition>;
using ExpectedAttributes = OrderedMap<ExpectedAttributeValue>;
using AttributeUpdates = OrderedMap<AttributeValueUpdate>;

struct GetItemInput {
  std::optional<std::string> table_name;
  std::optional<ReadAttributes> key;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<bool> consistent_read;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::string> projection_expression;
  std::optional<NameMap> expression_attribute_names;
};

struct PutItemInput {
  std::optional<std::string> table_name;
  std::optional<ReadAttributes> item;
  std::optional<ExpectedAttributes> expected;
  std::optional<std::string> return_values;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::string> return_item_collection_metrics;
  std::optional<std::string> conditional_operator;
  std::optional<std::string> condition_expression;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReadAttributes> expression_attribute_values;
  std::optional<std::string> return_values_on_condition_check_failure;
};

struct DeleteItemInput {
  std::optional<std::string> table_name;
  std::optional<ReadAttributes> key;
  std::optional<ExpectedAttributes> expected;
  std::optional<std::string> conditional_operator;
  std::optional<std::string> return_values;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::string> return_item_collection_metrics;
  std::optional<std::string> condition_expression;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReadAttributes> expression_attribute_values;
  std::optional<std::string> return_values_on_condition_check_failure;
};

struct UpdateItemInput {
  std::optional<std::string> table_name;
  std::optional<ReadAttributes> key;
  std::optional<AttributeUpdates> attribute_updates;
  std::optional<ExpectedAttributes> expected;
  std::optional<std::string> conditional_operator;
  std::optional<std::string> return_values;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::string> return_item_collection_metrics;
  std::optional<std::string> update_expression;
  std::optional<std::string> condition_expression;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReadAttributes> expression_attribute_values;
  std::optional<std::string> return_values_on_condition_check_failure;
};

/// What Query and Scan have in common.
struct ReadPageInput {
  std::optional<std::string> table_name;
  std::optional<std::string> index_name;
  std::optional<std::string> select;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<std::int64_t> limit;
  std::optional<bool> consistent_read;
  std::optional<std::string> conditional_operator;
  std::optional<ReadAttributes> exclusive_start_key;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::string> projection_expression;
  std::optional<std::string> filter_expression;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReadAttributes> expression_attribute_values;
};

struct QueryInput : ReadPageInput {
  std::optional<Conditions> key_conditions;
  std::optional<Conditions> query_filter;
  std::optional<bool> scan_index_forward;
  std::optional<std::string> key_condition_expression;
};

struct ScanInput : ReadPageInput {
  std::optional<Conditions> scan_filter;
  std::optional<std::int64_t> total_segments;
  std::optional<std::int64_t> segment;
};

extern const Shape kGetItemInput;
extern const Shape kPutItemInput;
extern const Shape kDeleteItemInput;
extern const Shape kUpdateItemInput;
extern const Shape kQueryInput;
/// Query's Select, which the newer layer checks after the others.
extern const Shape kQuerySelect;
extern const Shape kScanInput;

}  // namespace shardbook
