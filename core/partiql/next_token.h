#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"
#include "protocol/shape.h"

namespace shardbook::partiql {

/// NextToken: opaque to clients, records the statement and the key after which a SELECT continues.

/// Identifies a statement with its parameters, by what they mean.
std::uint64_t fingerprint_of(const std::string& statement, const std::optional<std::vector<ReadValue>>& parameters);

/// Identifies the statement that a NextToken belongs to: its exact text, and its parameters with the scales of their numbers, as 1 differs
/// from 1.0. Returns nullopt if a parameter is a list or a map: the service never considers two of them equal.
std::optional<std::uint64_t> continued_statement(const std::string& statement, const std::optional<std::vector<ReadValue>>& parameters);

std::string next_token(std::optional<std::uint64_t> statement, std::string_view key);
/// Returns the key; fails if the text is not a token or belongs to another statement.
Result<std::string> key_of_next_token(std::string_view token, std::optional<std::uint64_t> statement);

}  // namespace shardbook::partiql
