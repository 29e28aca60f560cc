#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "call/context.h"
#include "error/result.h"

namespace shardbook {

/// An operation of the API reads its request, executes it and returns the response JSON. Each has a file of its name and a row in
/// operations.cc; see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html
using Operation = Result<std::string> (*)(Context& context, std::string_view body);

Result<std::string> batch_execute_statement(Context& context, std::string_view body);
Result<std::string> batch_get_item(Context& context, std::string_view body);
Result<std::string> batch_write_item(Context& context, std::string_view body);
Result<std::string> create_table(Context& context, std::string_view body);
Result<std::string> delete_item(Context& context, std::string_view body);
Result<std::string> delete_resource_policy(Context& context, std::string_view body);
Result<std::string> delete_table(Context& context, std::string_view body);
Result<std::string> describe_continuous_backups(Context& context, std::string_view body);
Result<std::string> describe_endpoints(Context& context, std::string_view body);
Result<std::string> describe_limits(Context& context, std::string_view body);
Result<std::string> describe_stream(Context& context, std::string_view body);
Result<std::string> describe_table(Context& context, std::string_view body);
Result<std::string> describe_time_to_live(Context& context, std::string_view body);
Result<std::string> execute_statement(Context& context, std::string_view body);
Result<std::string> execute_transaction(Context& context, std::string_view body);
Result<std::string> get_item(Context& context, std::string_view body);
Result<std::string> get_records(Context& context, std::string_view body);
Result<std::string> get_resource_policy(Context& context, std::string_view body);
Result<std::string> get_shard_iterator(Context& context, std::string_view body);
Result<std::string> list_streams(Context& context, std::string_view body);
Result<std::string> list_tables(Context& context, std::string_view body);
Result<std::string> list_tags_of_resource(Context& context, std::string_view body);
Result<std::string> put_item(Context& context, std::string_view body);
Result<std::string> put_resource_policy(Context& context, std::string_view body);
Result<std::string> query(Context& context, std::string_view body);
Result<std::string> scan(Context& context, std::string_view body);
Result<std::string> tag_resource(Context& context, std::string_view body);
Result<std::string> transact_get_items(Context& context, std::string_view body);
Result<std::string> transact_write_items(Context& context, std::string_view body);
Result<std::string> untag_resource(Context& context, std::string_view body);
Result<std::string> update_continuous_backups(Context& context, std::string_view body);
Result<std::string> update_item(Context& context, std::string_view body);
Result<std::string> update_table(Context& context, std::string_view body);
Result<std::string> update_time_to_live(Context& context, std::string_view body);

/// Which validation layer handles an operation's requests: `by_region` means the older one in us-east-1 and the newer one elsewhere.
enum class Validation : std::uint8_t { older, newer, by_region };

struct OperationEntry {
  /// "DynamoDB_20120810" or "DynamoDBStreams_20120810".
  std::string_view service;
  /// As in the API.
  std::string_view name;
  Operation perform;
  /// Whether it may change tables, streams or their settings.
  bool mutates;
  Validation validation;
  /// The errors it counts in the newer layer.
  Counted counts = Counted::never;
};

/// Returns all operations, by service and name.
std::span<const OperationEntry> operations();

/// Null if the engine does not have the operation.
const OperationEntry* find_operation(std::string_view target);

/// Runs the operation on a request, using its validation layer.
Result<std::string> run(const OperationEntry& operation, Context& context, std::string_view body);

}  // namespace shardbook
