#include "definition/resource_policy.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"

namespace shardbook {

Result<std::string> get_resource_policy(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const GetResourcePolicyInput input, read_request<GetResourcePolicyInput>(body, kGetResourcePolicyInput, context.layer));
  ASSIGN_OR_RETURN(const PolicyAddress address, policy_address(context, *input.resource_arn));
  ASSIGN_OR_RETURN(const ResourcePolicy* policy, find_policy(context, address));
  if (!policy->exists()) return no_policy(address);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Policy").string(shown_policy(policy->text)).key("RevisionId").string(policy->revision()).end_object();
  return out;
}

}  // namespace shardbook
