#include "operation/operations.h"

namespace shardbook {

namespace {

constexpr std::string_view kTables = "DynamoDB_20120810";
constexpr std::string_view kStreams = "DynamoDBStreams_20120810";

constexpr OperationEntry kOperations[] = {
    {kTables, "BatchExecuteStatement", batch_execute_statement},
    {kTables, "BatchGetItem", batch_get_item},
    {kTables, "BatchWriteItem", batch_write_item},
    {kTables, "CreateTable", create_table},
    {kTables, "DeleteItem", delete_item},
    {kTables, "DeleteResourcePolicy", delete_resource_policy},
    {kTables, "DeleteTable", delete_table},
    {kTables, "DescribeEndpoints", describe_endpoints},
    {kTables, "DescribeLimits", describe_limits},
    {kTables, "DescribeTable", describe_table},
    {kTables, "DescribeTimeToLive", describe_time_to_live},
    {kTables, "ExecuteStatement", execute_statement},
    {kTables, "ExecuteTransaction", execute_transaction},
    {kTables, "GetItem", get_item},
    {kTables, "GetResourcePolicy", get_resource_policy},
    {kTables, "ListTables", list_tables},
    {kTables, "ListTagsOfResource", list_tags_of_resource},
    {kTables, "PutItem", put_item},
    {kTables, "PutResourcePolicy", put_resource_policy},
    {kTables, "Query", query},
    {kTables, "Scan", scan},
    {kTables, "TagResource", tag_resource},
    {kTables, "TransactGetItems", transact_get_items},
    {kTables, "TransactWriteItems", transact_write_items},
    {kTables, "UntagResource", untag_resource},
    {kTables, "UpdateItem", update_item},
    {kTables, "UpdateTable", update_table},
    {kTables, "UpdateTimeToLive", update_time_to_live},
    {kStreams, "DescribeStream", describe_stream},
    {kStreams, "GetRecords", get_records},
    {kStreams, "GetShardIterator", get_shard_iterator},
    {kStreams, "ListStreams", list_streams},
};

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

}  // namespace shardbook
