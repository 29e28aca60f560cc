#pragma once

#include <optional>
#include <string>

#include "call/context.h"
#include "definition/policy_document.h"

namespace shardbook {

/// What CreateTable and the operations on resource-based policies share.

/// The resource a policy is attached to.
struct PolicyAddress {
  std::string arn;
  std::string table;   // its name
  std::string stream;  // its label; empty if the policy is the table's

  PolicyOf kind() const { return stream.empty() ? PolicyOf::table : PolicyOf::stream; }
};

/// Parses the ARN, which must be in the request's region and in this account.
Result<PolicyAddress> policy_address(const Context& context, const std::string& arn);

/// Returns the policy, possibly empty, of a table or stream.
Result<ResourcePolicy*> find_policy(Context& context, const PolicyAddress& address);
/// The same, for a table that is ACTIVE or UPDATING.
Result<ResourcePolicy*> find_changeable_policy(Context& context, const PolicyAddress& address);

/// Sets a policy as read_policy returns it; an empty one removes the present one.
void set_policy(Context& context, ResourcePolicy& present, const std::string& policy);

/// Fails with PolicyNotFoundException unless the policy has that revision; "NO_POLICY" expects there to be none.
Status check_revision(const ResourcePolicy& present, const std::optional<std::string>& expected, const PolicyAddress& address);
/// Fails with ThrottlingException if the policy has just changed.
Status check_settled(const Context& context, const ResourcePolicy& present, const PolicyAddress& address);
Error no_policy(const PolicyAddress& address);

/// Returns `{"RevisionId":"..."}`, or `{}` if there is none.
std::string revision_response(const std::string& revision);

}  // namespace shardbook
