#include "request/item_inputs.h"

#include <iterator>

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Shape kAttributeValues = list<ReadValue>(kAttributeValue);
constexpr Member condition_members[] = {
    member<&LegacyCondition::attribute_value_list>("AttributeValueList", kAttributeValues),
    required<&LegacyCondition::comparison_operator>("ComparisonOperator", kComparisonOperator),
};
constexpr Shape kCondition = structure("Condition", condition_members);
constexpr Shape kConditions = map<LegacyCondition>(kCondition);

constexpr Member expected_members[] = {
    member<&ExpectedAttributeValue::value>("Value", kAttributeValue),
    member<&ExpectedAttributeValue::exists>("Exists", kBoolean),
    member<&ExpectedAttributeValue::comparison_operator>("ComparisonOperator", kComparisonOperator),
    member<&ExpectedAttributeValue::attribute_value_list>("AttributeValueList", kAttributeValues),
};
constexpr Shape kExpectedValue = structure("ExpectedAttributeValue", expected_members);
constexpr Shape kExpected = map<ExpectedAttributeValue>(kExpectedValue);

constexpr Shape kAttributeAction = one_of("ADD, DELETE, PUT");
constexpr Member attribute_update_members[] = {
    member<&AttributeValueUpdate::value>("Value", kAttributeValue),
    member<&AttributeValueUpdate::action>("Action", kAttributeAction),
};
constexpr Shape kAttributeUpdate = structure("AttributeValueUpdate", attribute_update_members);
constexpr Shape kAttributeUpdates = map<AttributeValueUpdate>(kAttributeUpdate);

constexpr Member get_item_members[] = {
    required<&GetItemInput::table_name>("TableName", kTableArn),
    required<&GetItemInput::key>("Key", kAttributeMap),
    member<&GetItemInput::attributes_to_get>("AttributesToGet", kAttributeNames),
    member<&GetItemInput::consistent_read>("ConsistentRead", kBoolean),
    member<&GetItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&GetItemInput::projection_expression>("ProjectionExpression", kExpression),
    member<&GetItemInput::expression_attribute_names>("ExpressionAttributeNames", kNames),
};

constexpr Member put_item_members[] = {
    required<&PutItemInput::table_name>("TableName", kTableArn),
    required<&PutItemInput::item>("Item", kAttributeMap),
    member<&PutItemInput::expected>("Expected", kExpected),
    member<&PutItemInput::return_values>("ReturnValues", kReturnValues),
    member<&PutItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&PutItemInput::return_item_collection_metrics>("ReturnItemCollectionMetrics", kReturnItemCollectionMetrics),
    member<&PutItemInput::conditional_operator>("ConditionalOperator", kConditionalOperator),
    member<&PutItemInput::condition_expression>("ConditionExpression", kExpression),
    member<&PutItemInput::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&PutItemInput::expression_attribute_values>("ExpressionAttributeValues", kValues),
    member<&PutItemInput::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                    kReturnValuesOnConditionCheckFailure),
};

constexpr Member delete_item_members[] = {
    required<&DeleteItemInput::table_name>("TableName", kTableArn),
    required<&DeleteItemInput::key>("Key", kAttributeMap),
    member<&DeleteItemInput::expected>("Expected", kExpected),
    member<&DeleteItemInput::conditional_operator>("ConditionalOperator", kConditionalOperator),
    member<&DeleteItemInput::return_values>("ReturnValues", kReturnValues),
    member<&DeleteItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&DeleteItemInput::return_item_collection_metrics>("ReturnItemCollectionMetrics", kReturnItemCollectionMetrics),
    member<&DeleteItemInput::condition_expression>("ConditionExpression", kExpression),
    member<&DeleteItemInput::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&DeleteItemInput::expression_attribute_values>("ExpressionAttributeValues", kValues),
    member<&DeleteItemInput::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                       kReturnValuesOnConditionCheckFailure),
};

constexpr Shape kReturnValuesOfDelete = one_of("ALL_OLD, NONE");
/// Here the newer layer knows only two values of ReturnValues.
constexpr auto newer_delete_item_members = [] {
  struct {
    Member list[std::size(delete_item_members)];
  } out{};
  for (std::size_t i = 0; i < std::size(delete_item_members); ++i) {
    out.list[i] = delete_item_members[i];
    if (out.list[i].name == "ReturnValues") out.list[i].shape = &kReturnValuesOfDelete;
  }
  return out;
}();

constexpr Member update_item_members[] = {
    required<&UpdateItemInput::table_name>("TableName", kTableArn),
    required<&UpdateItemInput::key>("Key", kAttributeMap),
    member<&UpdateItemInput::attribute_updates>("AttributeUpdates", kAttributeUpdates),
    member<&UpdateItemInput::expected>("Expected", kExpected),
    member<&UpdateItemInput::conditional_operator>("ConditionalOperator", kConditionalOperator),
    member<&UpdateItemInput::return_values>("ReturnValues", kReturnValues),
    member<&UpdateItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&UpdateItemInput::return_item_collection_metrics>("ReturnItemCollectionMetrics", kReturnItemCollectionMetrics),
    member<&UpdateItemInput::update_expression>("UpdateExpression", kExpression),
    member<&UpdateItemInput::condition_expression>("ConditionExpression", kExpression),
    member<&UpdateItemInput::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&UpdateItemInput::expression_attribute_values>("ExpressionAttributeValues", kValues),
    member<&UpdateItemInput::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                       kReturnValuesOnConditionCheckFailure),
};

constexpr Member query_members[] = {
    required<&QueryInput::table_name>("TableName", kTableArn),
    member<&QueryInput::index_name>("IndexName", kIndexName),
    member<&QueryInput::select>("Select", kSelect),
    member<&QueryInput::attributes_to_get>("AttributesToGet", kAttributeNames),
    member<&QueryInput::limit>("Limit", kPositiveInteger),
    member<&QueryInput::consistent_read>("ConsistentRead", kBoolean),
    member<&QueryInput::key_conditions>("KeyConditions", kConditions),
    member<&QueryInput::query_filter>("QueryFilter", kConditions),
    member<&QueryInput::scan_index_forward>("ScanIndexForward", kBoolean),
    member<&QueryInput::conditional_operator>("ConditionalOperator", kConditionalOperator),
    member<&QueryInput::exclusive_start_key>("ExclusiveStartKey", kAttributeMap),
    member<&QueryInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&QueryInput::projection_expression>("ProjectionExpression", kExpression),
    member<&QueryInput::filter_expression>("FilterExpression", kExpression),
    member<&QueryInput::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&QueryInput::expression_attribute_values>("ExpressionAttributeValues", kValues),
    member<&QueryInput::key_condition_expression>("KeyConditionExpression", kExpression),
};

constexpr Shape kTotalSegments = scalar(Shape::Kind::integer, 1, 1'000'000);
constexpr Shape kSegment = scalar(Shape::Kind::integer, 0, 999'999);
constexpr Member scan_members[] = {
    required<&ScanInput::table_name>("TableName", kTableArn),
    member<&ScanInput::index_name>("IndexName", kIndexName),
    member<&ScanInput::select>("Select", kSelect),
    member<&ScanInput::attributes_to_get>("AttributesToGet", kAttributeNames),
    member<&ScanInput::limit>("Limit", kPositiveInteger),
    member<&ScanInput::scan_filter>("ScanFilter", kConditions),
    member<&ScanInput::total_segments>("TotalSegments", kTotalSegments),
    member<&ScanInput::segment>("Segment", kSegment),
    member<&ScanInput::consistent_read>("ConsistentRead", kBoolean),
    member<&ScanInput::conditional_operator>("ConditionalOperator", kConditionalOperator),
    member<&ScanInput::exclusive_start_key>("ExclusiveStartKey", kAttributeMap),
    member<&ScanInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&ScanInput::projection_expression>("ProjectionExpression", kExpression),
    member<&ScanInput::filter_expression>("FilterExpression", kExpression),
    member<&ScanInput::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&ScanInput::expression_attribute_values>("ExpressionAttributeValues", kValues),
};

constexpr Shape with_table_name_first(Shape request, std::size_t most_faults) {
  request.table_name_first = true;
  request.most_faults = most_faults;
  return request;
}

}  // namespace

const Shape kGetItemInput = structure("GetItemInput", get_item_members);
const Shape kPutItemInput = with_table_name_first(structure("PutItemInput", put_item_members), 10);
const Shape kDeleteItemInput = structure("DeleteItemInput", delete_item_members);
const Shape kNewerDeleteItemInput = structure("DeleteItemInput", newer_delete_item_members.list);
const Shape kUpdateItemInput = with_table_name_first(structure("UpdateItemInput", update_item_members), 1);
const Shape kQueryInput = structure("QueryInput", query_members);
const Shape kScanInput = structure("ScanInput", scan_members);

}  // namespace shardbook
