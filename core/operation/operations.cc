#include "operation/operations.h"

namespace shardbook {

namespace {

constexpr std::string_view kTables = "DynamoDB_20120810";
constexpr std::string_view kStreams = "DynamoDBStreams_20120810";
constexpr std::string_view kOlderRegion = "us-east-1";
constexpr bool kReads = false;
constexpr bool kMutates = true;

constexpr OperationEntry kOperations[] = {
    {kTables, "BatchExecuteStatement", batch_execute_statement, kMutates, Validation::older},
    {kTables, "BatchGetItem", batch_get_item, kReads, Validation::newer},
    {kTables, "BatchWriteItem", batch_write_item, kMutates, Validation::older},
    {kTables, "CreateTable", create_table, kMutates, Validation::older},
    {kTables, "DeleteItem", delete_item, kMutates, Validation::newer, Counted::by_writes},
    {kTables, "DeleteResourcePolicy", delete_resource_policy, kMutates, Validation::older},
    {kTables, "DeleteTable", delete_table, kMutates, Validation::older},
    {kTables, "DescribeContinuousBackups", describe_continuous_backups, kReads, Validation::older},
    {kTables, "DescribeEndpoints", describe_endpoints, kReads, Validation::older},
    {kTables, "DescribeLimits", describe_limits, kReads, Validation::older},
    {kTables, "DescribeTable", describe_table, kReads, Validation::older},
    {kTables, "DescribeTimeToLive", describe_time_to_live, kReads, Validation::older},
    {kTables, "ExecuteStatement", execute_statement, kMutates, Validation::older},
    {kTables, "ExecuteTransaction", execute_transaction, kMutates, Validation::older},
    {kTables, "GetItem", get_item, kReads, Validation::newer},
    {kTables, "GetResourcePolicy", get_resource_policy, kReads, Validation::older},
    {kTables, "ListTables", list_tables, kReads, Validation::older},
    {kTables, "ListTagsOfResource", list_tags_of_resource, kReads, Validation::older},
    {kTables, "PutItem", put_item, kMutates, Validation::newer, Counted::by_writes},
    {kTables, "PutResourcePolicy", put_resource_policy, kMutates, Validation::older},
    {kTables, "Query", query, kReads, Validation::newer, Counted::by_query},
    {kTables, "Scan", scan, kReads, Validation::by_region},
    {kTables, "TagResource", tag_resource, kMutates, Validation::older},
    {kTables, "TransactGetItems", transact_get_items, kReads, Validation::older},
    {kTables, "TransactWriteItems", transact_write_items, kMutates, Validation::older},
    {kTables, "UntagResource", untag_resource, kMutates, Validation::older},
    {kTables, "UpdateContinuousBackups", update_continuous_backups, kMutates, Validation::older},
    {kTables, "UpdateItem", update_item, kMutates, Validation::newer, Counted::by_writes},
    {kTables, "UpdateTable", update_table, kMutates, Validation::older},
    {kTables, "UpdateTimeToLive", update_time_to_live, kMutates, Validation::older},
    {kStreams, "DescribeStream", describe_stream, kReads, Validation::older},
    {kStreams, "GetRecords", get_records, kReads, Validation::older},
    {kStreams, "GetShardIterator", get_shard_iterator, kReads, Validation::older},
    {kStreams, "ListStreams", list_streams, kReads, Validation::older},
};

ValidationLayer layer_of(Validation validation, std::string_view region) {
  const bool older = validation == Validation::older || (validation == Validation::by_region && region == kOlderRegion);
  return older ? ValidationLayer::older : ValidationLayer::newer;
}

/// Returns whether the older layer has to handle a request that the newer one rejected with `error`.
bool is_left_to_older(const Error& error, std::string_view region) {
  return error.cause == Cause::older_layer || (error.cause == Cause::comparison_operator && region == kOlderRegion);
}

}  // namespace

std::span<const OperationEntry> operations() { return kOperations; }

const OperationEntry* find_operation(std::string_view target) {
  const std::size_t dot = target.find('.');
  if (dot == std::string_view::npos) return nullptr;
  for (const OperationEntry& entry : kOperations) {
    if (entry.name == target.substr(dot + 1) && entry.service == target.substr(0, dot)) return &entry;
  }
  return nullptr;
}

Result<std::string> run(const OperationEntry& operation, Context& context, std::string_view body) {
  context.layer = layer_of(operation.validation, context.region);
  Result<std::string> result = operation.perform(context, body);
  if (result) return result;
  if (context.layer == ValidationLayer::newer && is_left_to_older(result.error(), context.region)) {
    context.layer = ValidationLayer::older;
    return operation.perform(context, body);
  }
  const bool counts = context.layer == ValidationLayer::newer && operation.counts != Counted::never;
  if (!counts || result.error().counted != operation.counts) return result;
  Error fault = std::move(result).error();
  fault.message.insert(0, "1 validation error detected: ");
  return fault;
}

}  // namespace shardbook
