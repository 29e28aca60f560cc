#include "expression/expression_kind.h"

namespace shardbook {

namespace {

constexpr std::size_t kLongest = 4096;

}  // namespace

std::string_view name_of(ExpressionKind kind) {
  switch (kind) {
    case ExpressionKind::condition:
      return "ConditionExpression";
    case ExpressionKind::filter:
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

Status check_expression_text(ExpressionKind kind, std::string_view text) {
  if (text.empty()) return invalid_expression(kind, validation_exception("The expression can not be empty;"));
  if (text.size() <= kLongest) return {};
  return invalid_expression(
      kind, expression_fault("Expression size has exceeded the maximum allowed size; expression size: " + std::to_string(text.size())));
}

}  // namespace shardbook
