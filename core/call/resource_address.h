#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "call/context.h"

namespace shardbook {

/// Looks up resources by ARN, as requests name them. `operation` is the API name of the operation.

/// Checks that come before all others: the ARN must be present and look like one.
Status check_resource_arn(const std::optional<std::string>& arn, std::string_view operation);
/// "User: ... is not authorized to perform: dynamodb:TagResource on resource: *"
Error not_authorized(std::string_view operation, std::string_view resource);

/// Checks that `arn` is a table's.
Status check_table_arn(std::string_view arn);
/// Checks that `arn` is a table's or a stream's.
Status check_table_or_stream_arn(std::string_view arn);
bool is_stream_arn(std::string_view arn);

/// Returns the table with that ARN in the request's region, or null.
Table* find_resource(Context& context, std::string_view table_arn);

}  // namespace shardbook
