#include "definition/resource_policy.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"

namespace shardbook {

Result<std::string> delete_resource_policy(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const DeleteResourcePolicyInput input,
                   read_request<DeleteResourcePolicyInput>(body, kDeleteResourcePolicyInput, context.layer));
  ASSIGN_OR_RETURN(const ResourcePolicy* present, find_policy(context, *input.resource_arn));
  RETURN_IF_ERROR(check_revision(*present, input.expected_revision_id, *input.resource_arn));
  std::string deleted = revision_response(*present);
  if (present->exists()) edit_policy(context, *input.resource_arn) = ResourcePolicy();
  return deleted;
}

}  // namespace shardbook
