#include "definition/resource_policy.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"

namespace shardbook {

namespace {

/// Rejects a policy that would prevent its caller from replacing it, unless confirmed.
Status check_not_locked_out(const std::string& policy, const PutResourcePolicyInput& input) {
  if (input.confirm_remove_self_resource_access.value_or(false) || !locks_out(policy)) return {};
  return access_denied_exception("The new resource policy will not allow you to update the resource policy in the future.");
}

}  // namespace

Result<std::string> put_resource_policy(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const PutResourcePolicyInput input, read_request<PutResourcePolicyInput>(body, kPutResourcePolicyInput, context.layer));
  ASSIGN_OR_RETURN(const PolicyAddress address, policy_address(context, *input.resource_arn));
  ASSIGN_OR_RETURN(const std::string policy, read_policy(*input.policy, address.kind()));
  ASSIGN_OR_RETURN(ResourcePolicy * present, find_changeable_policy(context, address));
  RETURN_IF_ERROR(check_revision(*present, input.expected_revision_id, address));
  if (present->exists() && say_the_same(present->text, policy)) return revision_response(present->revision());
  RETURN_IF_ERROR(check_not_locked_out(policy, input));
  RETURN_IF_ERROR(check_settled(context, *present, address));
  set_policy(context, *present, policy);
  return revision_response(present->revision());
}

}  // namespace shardbook
