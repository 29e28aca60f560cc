#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"
#include "protocol/shape.h"

namespace shardbook::partiql {

/// NextToken: opaque to clients, records the statement and the key after which a SELECT continues.

/// Identifies a statement with its parameters.
std::uint64_t fingerprint_of(const std::string& statement, const std::optional<std::vector<ReadValue>>& parameters);

std::string next_token(std::uint64_t fingerprint, std::string_view key);
/// The key; the fault if the text is no token, or one of another statement.
Result<std::string> key_of_next_token(std::string_view token, std::uint64_t fingerprint);

}  // namespace shardbook::partiql
