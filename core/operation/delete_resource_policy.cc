#include "definition/resource_policy.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"

namespace shardbook {

/// Returns the revision of the deleted policy, or of the last deletion if there is no policy.
Result<std::string> delete_resource_policy(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const DeleteResourcePolicyInput input,
                   read_request<DeleteResourcePolicyInput>(body, kDeleteResourcePolicyInput, context.layer));
  ASSIGN_OR_RETURN(const PolicyAddress address, policy_address(context, *input.resource_arn));
  ASSIGN_OR_RETURN(ResourcePolicy * present, find_changeable_policy(context, address));
  RETURN_IF_ERROR(check_revision(*present, input.expected_revision_id, address));
  std::string response = revision_response(present->revision());
  if (!present->exists()) return response;
  RETURN_IF_ERROR(check_settled(context, *present, address));
  set_policy(context, *present, "");
  return response;
}

}  // namespace shardbook
