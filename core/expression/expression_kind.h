#pragma once

#include <cstdint>
#include <string_view>

#include "error/result.h"
#include "error/validation_layer.h"

namespace shardbook {

/// `scan_filter` is Scan's FilterExpression, which has one message different from Query's.
enum class ExpressionKind : std::uint8_t { condition, filter, scan_filter, key_condition, update, projection };

/// "ConditionExpression", ...
std::string_view name_of(ExpressionKind kind);

/// Checks that an expression is not too long.
Status check_expression_size(ExpressionKind kind, std::string_view text, ValidationLayer layer);
/// Checks that and that it is not empty, before it is parsed.
Status check_expression_text(ExpressionKind kind, std::string_view text, ValidationLayer layer);

/// Prefixes the message with "Invalid ConditionExpression: ".
Error invalid_expression(ExpressionKind kind, Error fault);

/// An error in an expression, without that prefix.
Error expression_fault(std::string message);

}  // namespace shardbook
