#include "request/batch_inputs.h"

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Shape kKeys = [] {
  Shape keys = list<ReadAttributes>(kAttributeMap, 1, 100);
  keys.parameterized = true;
  return keys;
}();
constexpr Member keys_and_attributes_members[] = {
    required<&KeysAndAttributes::keys>("Keys", kKeys),
    member<&KeysAndAttributes::attributes_to_get>("AttributesToGet", kAttributeNames),
    member<&KeysAndAttributes::consistent_read>("ConsistentRead", kBoolean),
    member<&KeysAndAttributes::projection_expression>("ProjectionExpression", kExpression),
    member<&KeysAndAttributes::expression_attribute_names>("ExpressionAttributeNames", kNames),
};
constexpr Shape kKeysAndAttributes = structure("KeysAndAttributes", keys_and_attributes_members);
constexpr Shape kReads = [] {
  Shape reads = map<KeysAndAttributes>(kKeysAndAttributes, 1, 100);
  reads.names_table = true;
  return reads;
}();
constexpr Member batch_get_members[] = {
    required<&BatchGetItemInput::request_items>("RequestItems", kReads),
    member<&BatchGetItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
};

// The newer layer counts tables and keys first.
constexpr Shape kCountedKeys = valueless(kKeys);
constexpr Member counted_keys_members[] = {
    member<&KeysAndAttributes::keys>("Keys", kCountedKeys),
};
constexpr Shape kCountedKeysAndAttributes = structure("KeysAndAttributes", counted_keys_members);
constexpr Shape kCountedReads = valueless(map<KeysAndAttributes>(kCountedKeysAndAttributes, 1));
constexpr Member batch_get_counts[] = {
    member<&BatchGetItemInput::request_items>("RequestItems", kCountedReads),
};
constexpr Shape kNewerKeys = list<ReadAttributes>(kNewerAttributeMap);
constexpr auto newer_keys_members = pick(keys_and_attributes_members, {{"Keys", &kNewerKeys},
                                                                       {"AttributesToGet", &kNewerAttributeNames},
                                                                       {"ConsistentRead"},
                                                                       {"ProjectionExpression"},
                                                                       {"ExpressionAttributeNames"}});
constexpr Shape kNewerKeysAndAttributes = structure("KeysAndAttributes", newer_keys_members.list);
constexpr Shape kNewerReads = [] {
  Shape reads = map<KeysAndAttributes>(kNewerKeysAndAttributes, {}, 100);
  reads.names_table = true;
  return reads;
}();
constexpr Member batch_get_checks[] = {
    required<&BatchGetItemInput::request_items>("RequestItems", kNewerReads),
    member<&BatchGetItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
};
constexpr Round batch_get_rounds[] = {round(batch_get_counts), round(batch_get_checks)};

constexpr Member put_request_members[] = {
    required<&PutRequest::item>("Item", kAttributeMap),
};
constexpr Shape kPutRequest = structure("PutRequest", put_request_members);
constexpr Member delete_request_members[] = {
    required<&DeleteRequest::key>("Key", kAttributeMap),
};
constexpr Shape kDeleteRequest = structure("DeleteRequest", delete_request_members);
constexpr Member write_request_members[] = {
    member<&WriteRequest::put_request>("PutRequest", kPutRequest),
    member<&WriteRequest::delete_request>("DeleteRequest", kDeleteRequest),
};
constexpr Shape kWriteRequest = structure("WriteRequest", write_request_members);
constexpr Shape kWriteRequests = list<WriteRequest>(kWriteRequest);
constexpr Shape kWrites = [] {
  Shape writes = map<std::vector<WriteRequest>>(kWriteRequests, {}, 25);
  writes.parameterized = true;
  writes.names_table = true;
  return writes;
}();
constexpr Member batch_write_members[] = {
    required<&BatchWriteItemInput::request_items>("RequestItems", kWrites),
    member<&BatchWriteItemInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&BatchWriteItemInput::return_item_collection_metrics>("ReturnItemCollectionMetrics", kReturnItemCollectionMetrics),
};

// In transactions, table names are checked after all other declared constraints: see the name shapes below.

/// A value that is only compared may be deeper than one that is stored.
constexpr Shape kTransactValues = [] {
  Shape values = kValues;
  values.deepest = 34;
  return values;
}();

constexpr Member get_members[] = {
    required<&Get::key>("Key", kAttributeMap),
    required<&Get::table_name>("TableName", kText),
    member<&Get::projection_expression>("ProjectionExpression", kExpression),
    member<&Get::expression_attribute_names>("ExpressionAttributeNames", kNames),
};
constexpr Shape kGet = structure("Get", get_members);
constexpr Member transact_get_item_members[] = {
    required<&TransactGetItem::get>("Get", kGet),
};
constexpr Shape kTransactGetItem = structure("TransactGetItem", transact_get_item_members);
constexpr Shape kTransactGets = list<TransactGetItem>(kTransactGetItem, 1, 100);
constexpr Member transact_get_members[] = {
    required<&TransactGetItemsInput::transact_items>("TransactItems", kTransactGets),
    member<&TransactGetItemsInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
};

constexpr Member condition_check_members[] = {
    required<&TransactAction::key>("Key", kAttributeMap),
    required<&TransactAction::table_name>("TableName", kText),
    required<&TransactAction::condition_expression>("ConditionExpression", kExpression),
    member<&TransactAction::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&TransactAction::expression_attribute_values>("ExpressionAttributeValues", kTransactValues),
    member<&TransactAction::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                      kReturnValuesOnConditionCheckFailure),
};
constexpr Shape kConditionCheck = structure("ConditionCheck", condition_check_members);
constexpr Member put_members[] = {
    required<&TransactAction::item>("Item", kAttributeMap),
    required<&TransactAction::table_name>("TableName", kText),
    member<&TransactAction::condition_expression>("ConditionExpression", kExpression),
    member<&TransactAction::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&TransactAction::expression_attribute_values>("ExpressionAttributeValues", kTransactValues),
    member<&TransactAction::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                      kReturnValuesOnConditionCheckFailure),
};
constexpr Shape kPut = structure("Put", put_members);
constexpr Member delete_members[] = {
    required<&TransactAction::key>("Key", kAttributeMap),
    required<&TransactAction::table_name>("TableName", kText),
    member<&TransactAction::condition_expression>("ConditionExpression", kExpression),
    member<&TransactAction::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&TransactAction::expression_attribute_values>("ExpressionAttributeValues", kTransactValues),
    member<&TransactAction::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                      kReturnValuesOnConditionCheckFailure),
};
constexpr Shape kDelete = structure("Delete", delete_members);
constexpr Member update_members[] = {
    required<&TransactAction::key>("Key", kAttributeMap),
    required<&TransactAction::update_expression>("UpdateExpression", kExpression),
    required<&TransactAction::table_name>("TableName", kText),
    member<&TransactAction::condition_expression>("ConditionExpression", kExpression),
    member<&TransactAction::expression_attribute_names>("ExpressionAttributeNames", kNames),
    member<&TransactAction::expression_attribute_values>("ExpressionAttributeValues", kTransactValues),
    member<&TransactAction::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                      kReturnValuesOnConditionCheckFailure),
};
constexpr Shape kUpdate = structure("Update", update_members);
constexpr Member transact_write_item_members[] = {
    member<&TransactWriteItem::condition_check>("ConditionCheck", kConditionCheck),
    member<&TransactWriteItem::put>("Put", kPut),
    member<&TransactWriteItem::delete_>("Delete", kDelete),
    member<&TransactWriteItem::update>("Update", kUpdate),
};
constexpr Shape kTransactWriteItem = structure("TransactWriteItem", transact_write_item_members);
constexpr Shape kTransactWrites = list<TransactWriteItem>(kTransactWriteItem, 1, 100);
constexpr Member transact_write_members[] = {
    required<&TransactWriteItemsInput::transact_items>("TransactItems", kTransactWrites),
    member<&TransactWriteItemsInput::client_request_token>("ClientRequestToken", kClientRequestToken),
    member<&TransactWriteItemsInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&TransactWriteItemsInput::return_item_collection_metrics>("ReturnItemCollectionMetrics", kReturnItemCollectionMetrics),
};

/// The length is checked first, then the characters.
constexpr Shape kTableNameLength = [] {
  Shape name = string(3, 255);
  name.names_table = true;
  return name;
}();
constexpr Shape kTableNamePattern = [] {
  Shape name = string({}, {}, kNamePattern);
  name.names_table = true;
  return name;
}();
constexpr Member get_name_members[] = {
    member<&Get::table_name>("TableName", kTableNameLength),
    member<&Get::table_name>("TableName", kTableNamePattern),
};
constexpr Shape kGetName = structure("Get", get_name_members);
constexpr Member transact_get_name_members[] = {member<&TransactGetItem::get>("Get", kGetName)};
constexpr Shape kTransactGetName = structure("TransactGetItem", transact_get_name_members);
constexpr Shape kTransactGetNames = list<TransactGetItem>(kTransactGetName);
constexpr Member transact_get_names_members[] = {member<&TransactGetItemsInput::transact_items>("TransactItems", kTransactGetNames)};

constexpr Member action_name_members[] = {
    member<&TransactAction::table_name>("TableName", kTableNameLength),
    member<&TransactAction::table_name>("TableName", kTableNamePattern),
};
constexpr Shape kActionName = structure("TransactAction", action_name_members);
constexpr Member transact_write_name_members[] = {
    member<&TransactWriteItem::condition_check>("ConditionCheck", kActionName),
    member<&TransactWriteItem::put>("Put", kActionName),
    member<&TransactWriteItem::delete_>("Delete", kActionName),
    member<&TransactWriteItem::update>("Update", kActionName),
};
constexpr Shape kTransactWriteName = structure("TransactWriteItem", transact_write_name_members);
constexpr Shape kTransactWriteNames = list<TransactWriteItem>(kTransactWriteName);
constexpr Member transact_write_names_members[] = {member<&TransactWriteItemsInput::transact_items>("TransactItems", kTransactWriteNames)};

}  // namespace

const Shape kBatchGetItemInput = with_rounds(batch_get_rounds, structure("BatchGetItemInput", batch_get_members));
const Shape kBatchWriteItemInput = structure("BatchWriteItemInput", batch_write_members);
const Shape kTransactGetItemsInput = structure("TransactGetItemsInput", transact_get_members);
const Shape kTransactWriteItemsInput = structure("TransactWriteItemsInput", transact_write_members);
const Shape kTransactGetTableNames = structure("TransactGetItemsInput", transact_get_names_members);
const Shape kTransactWriteTableNames = structure("TransactWriteItemsInput", transact_write_names_members);

}  // namespace shardbook
