#pragma once

#include "protocol/shape.h"

namespace shardbook {

/// Requests of the batch and transaction operations. Members are named as in the API, in snake case.

struct KeysAndAttributes {
  std::optional<std::vector<ReadAttributes>> keys;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<bool> consistent_read;
  std::optional<std::string> projection_expression;
  std::optional<NameMap> expression_attribute_names;
};
struct BatchGetItemInput {
  std::optional<OrderedMap<KeysAndAttributes>> request_items;
  std::optional<std::string> return_consumed_capacity;
};

struct PutRequest {
  std::optional<ReadAttributes> item;
};
struct DeleteRequest {
  std::optional<ReadAttributes> key;
};
struct WriteRequest {
  std::optional<PutRequest> put_request;
  std::optional<DeleteRequest> delete_request;
};
struct BatchWriteItemInput {
  std::optional<OrderedMap<std::vector<WriteRequest>>> request_items;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::string> return_item_collection_metrics;
};

struct Get {
  std::optional<ReadAttributes> key;
  std::optional<std::string> table_name;
  std::optional<std::string> projection_expression;
  std::optional<NameMap> expression_attribute_names;
};
struct TransactGetItem {
  std::optional<Get> get;
};
struct TransactGetItemsInput {
  std::optional<std::vector<TransactGetItem>> transact_items;
  std::optional<std::string> return_consumed_capacity;
};

/// The union of the four actions of a write transaction: ConditionCheck, Put, Delete and Update each use some of it.
struct TransactAction {
  std::optional<ReadAttributes> key;
  std::optional<ReadAttributes> item;
  std::optional<std::string> update_expression;
  std::optional<std::string> table_name;
  std::optional<std::string> condition_expression;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReadAttributes> expression_attribute_values;
  std::optional<std::string> return_values_on_condition_check_failure;
};
struct TransactWriteItem {
  std::optional<TransactAction> condition_check;
  std::optional<TransactAction> put;
  std::optional<TransactAction> delete_;
  std::optional<TransactAction> update;
};
struct TransactWriteItemsInput {
  std::optional<std::vector<TransactWriteItem>> transact_items;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::string> return_item_collection_metrics;
  std::optional<std::string> client_request_token;
};

extern const Shape kBatchGetItemInput;
extern const Shape kBatchWriteItemInput;
extern const Shape kTransactGetItemsInput;
extern const Shape kTransactWriteItemsInput;
/// Just the table names of transactions, which are checked after everything else.
extern const Shape kTransactGetTableNames;
extern const Shape kTransactWriteTableNames;

}  // namespace shardbook
