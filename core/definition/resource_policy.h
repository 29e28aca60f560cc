#pragma once

#include <optional>
#include <string>

#include "call/context.h"

namespace shardbook {

/// What CreateTable and the operations on resource-based policies share.

/// A policy is a JSON object of 20 KB at most.
Status check_policy(const std::optional<std::string>& policy);
void set_policy(Context& context, ResourcePolicy& present, const std::string& text);

/// The policy of the table or stream of that ARN, which may have none; the fault if there is no such table or stream.
Result<const ResourcePolicy*> find_policy(Context& context, const std::string& arn);
/// For writing. There must be such a table or stream.
ResourcePolicy& edit_policy(Context& context, const std::string& arn);

/// PolicyNotFoundException unless the policy is of that revision; "NO_POLICY" is the revision of none.
Status check_revision(const ResourcePolicy& present, const std::optional<std::string>& expected, const std::string& arn);
Error no_policy(const std::string& arn);

/// `{"RevisionId":"..."}`, or `{}` of no policy.
std::string revision_response(const ResourcePolicy& policy);

}  // namespace shardbook
