#pragma once

#include <span>
#include <string>
#include <string_view>

#include "error/result.h"
#include "operation/context.h"

namespace shardbook {

/// One operation of the API: reads its request, does it, writes the answer's JSON.
using Operation = Result<std::string> (*)(Context& context, std::string_view body);

struct OperationEntry {
  /// "DynamoDB_20120810" or "DynamoDBStreams_20120810".
  std::string_view service;
  /// As the API names it.
  std::string_view name;
  Operation run;
};

/// All operations that there are, by service and name.
std::span<const OperationEntry> operations();

/// Null if the engine has no such operation.
const OperationEntry* find_operation(std::string_view target);

}  // namespace shardbook
