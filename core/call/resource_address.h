#pragma once

#include <string>
#include <string_view>

#include "call/context.h"

namespace shardbook {

/// Looks up resources by ARN, as requests name them.
///
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html#amazondynamodb-resources-for-iam-policies

/// Checks a TableName that is an ARN: it must be that of a table in the request's region and in this account.
Status check_table_address(const Context& context, std::string_view name_or_arn);

/// Checks the ARN in a request about tags: that of a table in the request's region and in this account. `operation` is the API name of the
/// operation.
Status check_tagged_arn(const Context& context, std::string_view arn, std::string_view operation);

/// Checks the ARN in a request about policies: that of a table or stream in the request's region and in this account.
Status check_policy_arn(const Context& context, std::string_view arn);

bool is_stream_arn(std::string_view arn);

/// Returns the table with that ARN, which must have been checked.
Result<Table*> find_tagged_table(Context& context, std::string_view table_arn);

}  // namespace shardbook
