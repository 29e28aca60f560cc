#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace shardbook {

/// A decimal of up to 38 significant digits, 0 or of magnitude 1E-130 ... 9.99...E+125. Never a binary fraction.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
class Number {
 public:
  enum class Fault : std::uint8_t { empty, malformed, overflow, underflow, precision };

  /// Zero.
  Number() = default;
  static Number of(std::int64_t value);

  /// Reads `[+-]? (digits[.digits*] | .digits) ([eE][+-]?digits)?`. Of several faults, precision comes last unless `precision_first`.
  static std::variant<Number, Fault> parse(std::string_view text, bool precision_first = false);

  /// Plain decimal without exponent, without leading or trailing zeros: "0.001", "-12".
  std::string text() const;

  /// Exact; nothing where the result needs more than 38 digits or leaves the range (the fault tells which).
  static std::variant<Number, Fault> add(const Number& a, const Number& b);
  static std::variant<Number, Fault> subtract(const Number& a, const Number& b);

  /// Below, equal to or above zero as `a` is less than, equal to or greater than `b`.
  static int compare(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return compare(a, b) == 0; }
  friend bool operator<(const Number& a, const Number& b) { return compare(a, b) < 0; }

  /// Bytes that count toward the item's size.
  std::uint32_t size() const;

  /// Appends 1-21 bytes that order as the numbers do; the service hashes a number partition key in this form too.
  void append_ordered_bytes(std::string& out) const;

  /// The value where it is a whole number that fits.
  std::optional<std::int64_t> to_int64() const;

 private:
  using Coefficient = unsigned __int128;

  static std::variant<Number, Fault> from_digits(bool negative, std::string_view digits, std::int64_t exponent,
                                                 bool precision_first = false);
  static std::variant<Number, Fault> sum(const Number& a, const Number& b, bool negate_b);
  /// Significant digits, without leading or trailing zeros; "" for zero.
  std::string digits() const;

  // value = (negative ? -1 : 1) * coefficient * 10^exponent; the coefficient has no trailing zero; zero is {0, 0, false}.
  Coefficient coefficient_ = 0;
  std::int16_t exponent_ = 0;
  bool negative_ = false;
};

}  // namespace shardbook
