#include "request/resource_inputs.h"

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Shape kResourceArn = string(1, 1283);
constexpr Shape kRevisionId = string(1, 255);

constexpr Member tag_resource_members[] = {
    required<&TagResourceInput::resource_arn>("ResourceArn", kResourceArn),
    required<&TagResourceInput::tags>("Tags", kTags),
};
constexpr Member untag_resource_members[] = {
    required<&UntagResourceInput::resource_arn>("ResourceArn", kResourceArn),
    required<&UntagResourceInput::tag_keys>("TagKeys", kTagKeys),
};
constexpr Member list_tags_of_resource_members[] = {
    required<&ListTagsOfResourceInput::resource_arn>("ResourceArn", kResourceArn),
    member<&ListTagsOfResourceInput::next_token>("NextToken", kText),
};
constexpr Member put_resource_policy_members[] = {
    required<&PutResourcePolicyInput::resource_arn>("ResourceArn", kResourceArn),
    required<&PutResourcePolicyInput::policy>("Policy", kText),
    member<&PutResourcePolicyInput::expected_revision_id>("ExpectedRevisionId", kRevisionId),
    member<&PutResourcePolicyInput::confirm_remove_self_resource_access>("ConfirmRemoveSelfResourceAccess", kBoolean),
};
constexpr Member get_resource_policy_members[] = {
    required<&GetResourcePolicyInput::resource_arn>("ResourceArn", kResourceArn),
};
constexpr Member delete_resource_policy_members[] = {
    required<&DeleteResourcePolicyInput::resource_arn>("ResourceArn", kResourceArn),
    member<&DeleteResourcePolicyInput::expected_revision_id>("ExpectedRevisionId", kRevisionId),
};

}  // namespace

const Shape kTagResourceInput = structure("TagResourceInput", tag_resource_members);
const Shape kUntagResourceInput = structure("UntagResourceInput", untag_resource_members);
const Shape kListTagsOfResourceInput = structure("ListTagsOfResourceInput", list_tags_of_resource_members);
const Shape kPutResourcePolicyInput = structure("PutResourcePolicyInput", put_resource_policy_members);
const Shape kGetResourcePolicyInput = structure("GetResourcePolicyInput", get_resource_policy_members);
const Shape kDeleteResourcePolicyInput = structure("DeleteResourcePolicyInput", delete_resource_policy_members);

}  // namespace shardbook
