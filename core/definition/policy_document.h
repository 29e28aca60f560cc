#pragma once

#include <string>

#include "definition/policy_actions.h"
#include "error/result.h"

namespace shardbook {

/// Reads and compares resource-based policies.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

/// Returns the policy as it is stored: without white space, with members in a fixed order, lists of one as their element and accounts as
/// their root users. An omitted Version stays omitted. Fails with ValidationException if the text is not a policy.
Result<std::string> read_policy(const std::string& text, PolicyOf resource);

/// Says whether two stored policies differ in the order of their lists at most.
bool say_the_same(const std::string& policy, const std::string& other);

/// Returns a stored policy as GetResourcePolicy shows it.
std::string shown_policy(const std::string& policy);

/// Says whether the policy denies everyone, or this account, to put another one.
bool locks_out(const std::string& policy);

}  // namespace shardbook
