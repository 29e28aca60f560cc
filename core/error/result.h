#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "error/error.h"

namespace shardbook {

/// A value or an Error. Nothing in core throws.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return *std::get_if<0>(&state_); }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

/// Success or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const& { return *error_; }
  Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace shardbook

#define SHARDBOOK_CONCAT_INNER(a, b) a##b
#define SHARDBOOK_CONCAT(a, b) SHARDBOOK_CONCAT_INNER(a, b)

/// Returns the error of `expression` from the enclosing function, if it failed.
#define RETURN_IF_ERROR(expression)                                            \
  do {                                                                         \
    if (auto status = (expression); !status) return std::move(status).error(); \
  } while (false)

/// `ASSIGN_OR_RETURN(auto item, decode(text))`: assigns the value, or returns the error from the enclosing function.
#define ASSIGN_OR_RETURN(declaration, expression) ASSIGN_OR_RETURN_INNER(SHARDBOOK_CONCAT(result_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_INNER(result, declaration, expression) \
  auto result = (expression);                                   \
  if (!result) return std::move(result).error();                \
  declaration = std::move(result).value()
