#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "error/result.h"
#include "error/validation_layer.h"
#include "expression/condition.h"
#include "expression/projection.h"
#include "protocol/shape.h"
#include "storage/key.h"

namespace shardbook {

/// An expression parameter of a request: its name and, if given, its text.
struct ExpressionParameter {
  const char* name;
  const std::optional<std::string>* text;
};

/// An error in the value of the placeholder.
Error invalid_expression_value(Error fault, std::string_view placeholder);

/// The names and values that a request's expressions share, and the checks on them in the service's order.
class RequestExpressions {
 public:
  RequestExpressions(ValidationLayer layer, const std::optional<NameMap>& names, const std::optional<ReadAttributes>& values);

  /// Names require an expression, values one of those that take values (listed in the order in which the error prints them).
  Status check_given(std::initializer_list<ExpressionParameter> value_taking, const std::optional<std::string>* projection = nullptr) const;
  /// Checks that keys are well-formed and values valid. Comes before parsing any expression.
  Status check_placeholders() const;
  /// Comes after parsing all expressions.
  Status check_all_used() const { return placeholders_.check_all_used(); }

  Result<std::optional<Condition>> condition(ExpressionKind kind, const std::optional<std::string>& text);
  Result<std::optional<Projection>> projection(const std::optional<std::string>& text);
  Placeholders& placeholders() { return placeholders_; }

 private:
  const std::optional<NameMap>& names_;
  const std::optional<ReadAttributes>& values_;
  Placeholders placeholders_;
};

}  // namespace shardbook
