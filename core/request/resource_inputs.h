#pragma once

#include "request/tag_shapes.h"

namespace shardbook {

/// Requests about the tags and policy of a resource, which they name by ARN. Members are named as in the API, in snake case.

struct TagResourceInput {
  std::optional<std::string> resource_arn;
  std::optional<std::vector<Tag>> tags;
};
struct UntagResourceInput {
  std::optional<std::string> resource_arn;
  std::optional<std::vector<std::string>> tag_keys;
};
struct ListTagsOfResourceInput {
  std::optional<std::string> resource_arn;
  std::optional<std::string> next_token;
};
struct PutResourcePolicyInput {
  std::optional<std::string> resource_arn;
  std::optional<std::string> policy;
  std::optional<std::string> expected_revision_id;
  std::optional<bool> confirm_remove_self_resource_access;
};
struct GetResourcePolicyInput {
  std::optional<std::string> resource_arn;
};
struct DeleteResourcePolicyInput {
  std::optional<std::string> resource_arn;
  std::optional<std::string> expected_revision_id;
};

extern const Shape kTagResourceInput;
extern const Shape kUntagResourceInput;
extern const Shape kListTagsOfResourceInput;
extern const Shape kPutResourcePolicyInput;
extern const Shape kGetResourcePolicyInput;
extern const Shape kDeleteResourcePolicyInput;

}  // namespace shardbook
