#include "request/item_inputs.h"

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
constexpr Member scan_condition_members[] = {
    member<&LegacyCondition::attribute_value_list>("AttributeValueList", kAttributeValues),
    older_layer_without<&LegacyCondition::comparison_operator>("ComparisonOperator", kComparisonOperator),
};
constexpr Shape kScanCondition = structure("Condition", scan_condition_members);
constexpr Shape kScanConditions = map<LegacyCondition>(kScanCondition);

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

constexpr Member update_item_members[] = {
    member<&UpdateItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    required<&UpdateItemInput::table_name>("TableName", kTableArn),
    member<&UpdateItemInput::return_values>("ReturnValues", kReturnValues),
    member<&UpdateItemInput::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                       kReturnValuesOnConditionCheckFailure),
    member<&UpdateItemInput::return_item_collection_metrics>("ReturnItemCollectionMetrics", kReturnItemCollectionMetrics),
    member<&UpdateItemInput::attribute_updates>("AttributeUpdates", kAttributeUpdates),
    member<&UpdateItemInput::expected>("Expected", kExpected),
    member<&UpdateItemInput::conditional_operator>("ConditionalOperator", kConditionalOperator),
    member<&UpdateItemInput::update_expression>("UpdateExpression", kExpression),
    member<&UpdateItemInput::condition_expression>("ConditionExpression", kExpression),
    member<&UpdateItemInput::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&UpdateItemInput::expression_attribute_values>("ExpressionAttributeValues", kValues),
    older_layer_without<&UpdateItemInput::key>("Key", kAttributeMap),
};

constexpr Member query_members[] = {
    older_layer_without<&QueryInput::table_name>("TableName", kTableArn),
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
    older_layer_without<&ScanInput::table_name>("TableName", kTableArn),
    member<&ScanInput::index_name>("IndexName", kIndexName),
    member<&ScanInput::select>("Select", kSelect),
    member<&ScanInput::attributes_to_get>("AttributesToGet", kAttributeNames),
    member<&ScanInput::limit>("Limit", kPositiveInteger),
    member<&ScanInput::scan_filter>("ScanFilter", kScanConditions),
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

constexpr Shape kNotEmpty = valueless(string(1));
constexpr Shape kNewerTableName = first_only(kTableArn);
constexpr Shape kNewerIndexName = first_only(kIndexName);
/// The misspelled value is the service's.
constexpr Shape kNewerReturnValues =
    one_of("ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW",
           "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]");
constexpr Shape kReturnsOld = none_of("ALL_NEW, UPDATED_OLD, UPDATED_NEW", "ReturnValues can only be ALL_OLD or NONE");

constexpr auto get_item_name = pick(get_item_members, {{"TableName", &kNotEmpty}});
constexpr auto get_item_checks = pick(get_item_members, {{"Key", &kNewerAttributeMap},
                                                         {"TableName", &kNewerTableName},
                                                         {"ReturnConsumedCapacity"},
                                                         {"AttributesToGet", &kNewerAttributeNames}});
constexpr Round get_item_rounds[] = {round(get_item_name.list), round(get_item_checks.list)};

constexpr auto put_item_name = pick(put_item_members, {{"TableName", &kNotEmpty}});
constexpr auto put_item_checks = pick(put_item_members, {{"TableName", &kNewerTableName},
                                                         {"Item", &kNewerAttributeMap},
                                                         {"ReturnConsumedCapacity"},
                                                         {"ReturnValues", &kNewerReturnValues},
                                                         {"ReturnItemCollectionMetrics"},
                                                         {"ReturnValuesOnConditionCheckFailure"}});
constexpr Round put_item_rounds[] = {round(put_item_name.list), round(put_item_checks.list)};

constexpr auto delete_item_name = pick(delete_item_members, {{"TableName", &kNotEmpty}});
constexpr auto delete_item_checks = pick(delete_item_members, {{"TableName", &kNewerTableName},
                                                               {"Key", &kNewerAttributeMap},
                                                               {"ReturnConsumedCapacity"},
                                                               {"ReturnValues", &kNewerReturnValues},
                                                               {"ReturnItemCollectionMetrics"},
                                                               {"ReturnValuesOnConditionCheckFailure"},
                                                               {"ReturnValues", &kReturnsOld}});
constexpr Round delete_item_rounds[] = {round(delete_item_name.list), round(delete_item_checks.list)};

constexpr Shape kUncountedOnFailure = uncounted(kReturnValuesOnConditionCheckFailure);
constexpr Shape kUncountedConsumedCapacity = uncounted(kReturnConsumedCapacity);
constexpr auto update_item_name = pick(update_item_members, {{"TableName", &kNotEmpty}});
constexpr auto update_item_table = pick(update_item_members, {{"TableName"}});
constexpr auto update_item_checks = pick(update_item_members, {{"ReturnValues", &kNewerReturnValues},
                                                               {"ReturnValuesOnConditionCheckFailure", &kUncountedOnFailure},
                                                               {"ReturnItemCollectionMetrics"},
                                                               {"ReturnConsumedCapacity", &kUncountedConsumedCapacity}});
constexpr Round update_item_rounds[] = {round(update_item_name.list), round(update_item_table.list), round(update_item_checks.list, 1)};

/// The operation checks which operators exist.
constexpr Member newer_condition_members[] = {
    required<&LegacyCondition::comparison_operator>("ComparisonOperator", kText),
};
constexpr Shape kNewerCondition = structure("Condition", newer_condition_members);
constexpr Shape kNewerConditions = map<LegacyCondition>(kNewerCondition);
constexpr Shape kNewerLimit = valueless(kPositiveInteger);
constexpr auto query_counts = pick(query_members, {{"Limit", &kNewerLimit}, {"TableName", &kNotEmpty}});
constexpr auto query_checks = pick(query_members, {{"TableName", &kNewerTableName},
                                                   {"ReturnConsumedCapacity"},
                                                   {"IndexName", &kNewerIndexName},
                                                   {"AttributesToGet", &kNewerAttributeNames},
                                                   {"KeyConditions", &kNewerConditions},
                                                   {"QueryFilter", &kNewerConditions}});
constexpr Round query_rounds[] = {round(query_counts.list), round(query_checks.list)};
constexpr auto query_select = pick(query_members, {{"Select"}});

constexpr Shape kNewerSegment = valueless(kSegment);
constexpr Shape kNewerTotalSegments = valueless(kTotalSegments);
constexpr auto scan_counts =
    pick(scan_members,
         {{"Limit", &kNewerLimit}, {"Segment", &kNewerSegment}, {"TotalSegments", &kNewerTotalSegments}, {"TableName", &kNotEmpty}});
constexpr auto scan_checks = pick(scan_members, {{"TableName", &kNewerTableName},
                                                 {"ReturnConsumedCapacity"},
                                                 {"IndexName", &kNewerIndexName},
                                                 {"AttributesToGet", &kNewerAttributeNames}});
constexpr auto scan_select = pick(scan_members, {{"Select"}});
constexpr Round scan_rounds[] = {round(scan_counts.list), round(scan_checks.list), round(scan_select.list)};

}  // namespace

const Shape kGetItemInput = with_rounds(get_item_rounds, structure("GetItemInput", get_item_members));
const Shape kPutItemInput = with_rounds(put_item_rounds, structure("PutItemInput", put_item_members));
const Shape kDeleteItemInput = with_rounds(delete_item_rounds, structure("DeleteItemInput", delete_item_members));
const Shape kUpdateItemInput = with_rounds(update_item_rounds, structure("UpdateItemInput", update_item_members));
const Shape kQueryInput = with_rounds(query_rounds, structure("QueryInput", query_members));
const Shape kQuerySelect = structure("QueryInput", query_select.list);
const Shape kScanInput = with_rounds(scan_rounds, structure("ScanInput", scan_members));

}  // namespace shardbook
