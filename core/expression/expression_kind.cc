#include "expression/expression_kind.h"

namespace shardbook {

namespace {

constexpr std::size_t kLongest = 4096;

/// Returns whether the error for an expression that is too long states its size.
bool tells_size(ExpressionKind kind, ValidationLayer layer) {
  return kind == ExpressionKind::scan_filter || (kind == ExpressionKind::condition && layer == ValidationLayer::older);
}

}  // namespace

std::string_view name_of(ExpressionKind kind) {
  switch (kind) {
    case ExpressionKind::condition:
      return "ConditionExpression";
    case ExpressionKind::filter:
    case ExpressionKind::scan_filter:
      return "FilterExpression";
    case ExpressionKind::key_condition:
      return "KeyConditionExpression";
    case ExpressionKind::update:
      return "UpdateExpression";
    case ExpressionKind::projection:
      return "ProjectionExpression";
  }
  return "";
}

Error expression_fault(std::string message) { return counted(validation_exception(std::move(message))); }

Error invalid_expression(ExpressionKind kind, Error fault) {
  fault.message.insert(0, "Invalid " + std::string(name_of(kind)) + ": ");
  return fault;
}

Status check_expression_text(ExpressionKind kind, std::string_view text, ValidationLayer layer) {
  if (text.empty()) return invalid_expression(kind, expression_fault("The expression can not be empty;"));
  return check_expression_size(kind, text, layer);
}

Status check_expression_size(ExpressionKind kind, std::string_view text, ValidationLayer layer) {
  if (text.size() <= kLongest) return {};
  std::string message = "Expression size has exceeded the maximum allowed size;";
  if (tells_size(kind, layer)) message += " expression size: " + std::to_string(text.size());
  return invalid_expression(kind, expression_fault(std::move(message)));
}

}  // namespace shardbook
