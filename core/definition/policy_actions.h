#pragma once

#include <cstdint>
#include <string_view>

namespace shardbook {

/// The resource a policy is attached to, which determines the actions it may contain.
enum class PolicyOf : std::uint8_t { table, stream };

/// Returns whether a policy for such a resource may contain the action: "dynamodb:GetItem", "dynamodb:Get*", "*".
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html
bool is_policy_action(std::string_view action, PolicyOf resource);

/// Matches a pattern in which * stands for any characters and ? for one, ignoring case.
bool matches_pattern(std::string_view pattern, std::string_view text);

}  // namespace shardbook
