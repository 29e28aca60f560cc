#include "request/request_expressions.h"

namespace shardbook {

namespace {

const AttributeMap* attributes_of(const std::optional<ReadAttributes>& values) { return values ? &values->attributes : nullptr; }
const NameMap* names_of(const std::optional<NameMap>& names) { return names ? &*names : nullptr; }

/// Returns "UpdateExpression and ConditionExpression are null".
std::string absence_of(std::initializer_list<ExpressionParameter> parameters) {
  std::string names;
  for (const ExpressionParameter& parameter : parameters) names += (names.empty() ? "" : " and ") + std::string(parameter.name);
  return names + (parameters.size() == 1 ? " is null" : " are null");
}

/// Returns whether the error for a value is reported without its placeholder.
bool stands_alone(Cause cause, ValidationLayer layer) {
  if (layer == ValidationLayer::older) return false;
  return cause != Cause::no_type && cause != Cause::deep_nesting;
}

}  // namespace

Error invalid_expression_value(Error fault, std::string_view placeholder) {
  fault.message = "ExpressionAttributeValues contains invalid value: " + fault.message + " for key " + std::string(placeholder);
  return fault;
}

RequestExpressions::RequestExpressions(ValidationLayer layer, const std::optional<NameMap>& names,
                                       const std::optional<ReadAttributes>& values)
    : names_(names), values_(values), placeholders_(names_of(names), attributes_of(values), layer) {}

Status RequestExpressions::check_given(std::initializer_list<ExpressionParameter> value_taking,
                                       const std::optional<std::string>* projection) const {
  bool takes_values = false;
  for (const ExpressionParameter& parameter : value_taking) takes_values = takes_values || parameter.text->has_value();
  const bool any = takes_values || (projection != nullptr && projection->has_value());
  if (names_ && !any) return counted(validation_exception("ExpressionAttributeNames can only be specified when using expressions"));
  if (!values_ || takes_values) return {};
  std::string message = "ExpressionAttributeValues can only be specified when using expressions";
  if (placeholders_.layer() == ValidationLayer::older) message += ": " + absence_of(value_taking);
  return counted(validation_exception(std::move(message)));
}

Status RequestExpressions::check_placeholders() const {
  RETURN_IF_ERROR(placeholders_.check_keys());
  if (!values_ || !values_->fault) return {};
  const Error& fault = *values_->fault;
  return stands_alone(fault.cause, placeholders_.layer()) ? fault : invalid_expression_value(fault, values_->fault_at);
}

Result<std::optional<Condition>> RequestExpressions::condition(ExpressionKind kind, const std::optional<std::string>& text) {
  if (!text) return std::optional<Condition>();
  ASSIGN_OR_RETURN(Condition parsed, parse_condition(*text, kind, placeholders_));
  return std::optional<Condition>(std::move(parsed));
}

Result<std::optional<Projection>> RequestExpressions::projection(const std::optional<std::string>& text) {
  if (!text) return std::optional<Projection>();
  ASSIGN_OR_RETURN(Projection parsed, parse_projection(*text, placeholders_));
  return std::optional<Projection>(std::move(parsed));
}

}  // namespace shardbook
