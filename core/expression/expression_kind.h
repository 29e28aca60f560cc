#pragma once

#include <cstdint>
#include <string_view>

#include "error/result.h"

namespace shardbook {

enum class ExpressionKind : std::uint8_t { condition, filter, key_condition, update, projection };

/// "ConditionExpression", ...
std::string_view name_of(ExpressionKind kind);

/// Checks an expression's length, before it is parsed.
Status check_expression_text(ExpressionKind kind, std::string_view text);

/// "Invalid ConditionExpression: " before a fault's message.
Error invalid_expression(ExpressionKind kind, Error fault);

/// A fault of an expression, without its prefix yet.
Error expression_fault(std::string message);

}  // namespace shardbook
