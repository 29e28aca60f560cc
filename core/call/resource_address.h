#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "call/context.h"

namespace shardbook {

/// Resources as requests name them: by ARN. `operation` is the API's name of what is asked.

/// Faults of an ARN that come before everything else: there must be one, and it must look like one.
Status check_resource_arn(const std::optional<std::string>& arn, std::string_view operation);
/// "User: ... is not authorized to perform: dynamodb:TagResource on resource: *"
Error not_authorized(std::string_view operation, std::string_view resource);

/// It must be a table's ARN.
Status check_table_arn(std::string_view arn);
/// It must be a table's or a stream's ARN.
Status check_table_or_stream_arn(std::string_view arn);
bool is_stream_arn(std::string_view arn);

/// The table of that ARN in the request's region; null if there is none.
Table* find_resource(Context& context, std::string_view table_arn);

}  // namespace shardbook
