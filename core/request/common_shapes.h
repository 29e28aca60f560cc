#pragma once

#include "protocol/shape.h"

namespace shardbook::shape {

/// Shapes shared by several operations: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Types_Amazon_DynamoDB.html

inline constexpr const char* kNamePattern = "[a-zA-Z0-9_.-]+";

inline constexpr Shape kText = string();
inline constexpr Shape kBoolean = scalar(Shape::Kind::boolean);
inline constexpr Shape kPositiveInteger = scalar(Shape::Kind::integer, 1);
inline constexpr Shape kPositiveLong = scalar(Shape::Kind::long_integer, 1);
inline constexpr Shape kLong = scalar(Shape::Kind::long_integer);
inline constexpr Shape kAttributeValue = scalar(Shape::Kind::attribute_value);
inline constexpr Shape kAttributeMap = scalar(Shape::Kind::attribute_map, {}, 65535);
/// Keyed by placeholder.
inline constexpr Shape kValues = scalar(Shape::Kind::attribute_map);

/// A table name or ARN.
inline constexpr Shape kTableArn = table_name();
inline constexpr Shape kTableName = string(3, 255, kNamePattern);
inline constexpr Shape kIndexName = string(3, 255, kNamePattern);
inline constexpr Shape kAttributeName = string({}, 65535);
inline constexpr Shape kKeyAttributeName = string(1, 255);
inline constexpr Shape kAttributeNames = list<std::string>(kAttributeName, 1);
/// In the newer layer, attribute names are checked while reading or by the operation.
inline constexpr Shape kNewerAttributeMap = scalar(Shape::Kind::attribute_map);
inline constexpr Shape kNewerAttributeNames = list<std::string>(kText, 1);
inline constexpr Shape kNames = map<std::string>(kAttributeName);
inline constexpr Shape kExpression = string();
inline constexpr Shape kClientRequestToken = string(1, 36);

inline constexpr Shape kReturnConsumedCapacity = one_of("INDEXES, TOTAL, NONE");
inline constexpr Shape kReturnItemCollectionMetrics = one_of("SIZE, NONE");
inline constexpr Shape kReturnValues = one_of("ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW");
inline constexpr Shape kReturnValuesOnConditionCheckFailure = one_of("ALL_OLD, NONE");
inline constexpr Shape kSelect = one_of("SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES");
inline constexpr Shape kConditionalOperator = one_of("OR, AND");
inline constexpr Shape kComparisonOperator =
    one_of("IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS");

}  // namespace shardbook::shape
