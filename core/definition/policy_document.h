#pragma once

#include <string>

#include "definition/policy_actions.h"
#include "error/result.h"

namespace shardbook {

/// Reads and compares resource-based policies.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

/// Returns the policy as stored: without white space, members in a fixed order, lists of one replaced by their element, and accounts by
/// their root users. An omitted Version stays omitted. Fails with ValidationException if the text is not a policy.
Result<std::string> read_policy(const std::string& text, PolicyOf resource);

/// Returns whether two stored policies are equal up to the order of their lists.
bool say_the_same(const std::string& policy, const std::string& other);

/// Returns a stored policy as GetResourcePolicy shows it.
std::string shown_policy(const std::string& policy);

/// Returns whether the policy denies everyone, or this account, the right to replace it.
bool locks_out(const std::string& policy);

}  // namespace shardbook
