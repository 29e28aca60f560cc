#include "definition/resource_policy.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"

namespace shardbook {

Result<std::string> put_resource_policy(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const PutResourcePolicyInput input, read_request<PutResourcePolicyInput>(body, kPutResourcePolicyInput, context.layer));
  RETURN_IF_ERROR(check_policy(input.policy));
  ASSIGN_OR_RETURN(const ResourcePolicy* present, find_policy(context, *input.resource_arn));
  RETURN_IF_ERROR(check_revision(*present, input.expected_revision_id, *input.resource_arn));
  ResourcePolicy& policy = edit_policy(context, *input.resource_arn);
  set_policy(context, policy, *input.policy);
  return revision_response(policy);
}

}  // namespace shardbook
