#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace shardbook {

/// A decimal of up to 38 significant digits: 0, or of magnitude 1E-130 ... 9.99...E+125. Never a binary fraction.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
class Number {
 public:
  enum class Fault : std::uint8_t { empty, malformed, overflow, underflow, precision };
  /// How the two validation layers differ. If several faults apply, the newer one reports precision first, the older one last. Exponents
  /// have 64 bits in the newer layer, 32 in the older, where sums with them overflow silently.
  enum class Reading : std::uint8_t { older, newer };

  /// Zero.
  Number() = default;
  static Number of(std::int64_t value);

  /// Parses `[+-]? (digits[.digits*] | .digits) ([eE][+-]?digits)?`. The range of zero is checked as if its last digit were 1.
  static std::variant<Number, Fault> parse(std::string_view text, Reading reading = Reading::older);

  /// Returns plain notation without an exponent or leading or trailing zeros: "0.001", "-12".
  std::string text() const;

  /// Returns how many digits followed the point as written: 1 for "1.0", -2 for "1e2". Equality ignores it.
  std::int32_t scale() const { return scale_; }

  /// Exact. Return the fault if the result needs more than 38 digits or is out of range.
  static std::variant<Number, Fault> add(const Number& a, const Number& b);
  static std::variant<Number, Fault> subtract(const Number& a, const Number& b);

  /// Three-way comparison: below, equal to or above zero.
  static int compare(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return compare(a, b) == 0; }
  friend bool operator<(const Number& a, const Number& b) { return compare(a, b) < 0; }

  /// Returns the bytes counted toward the item size.
  std::uint32_t size() const;

  /// Returns Java's BigDecimal.hashCode for the number without trailing zeros.
  std::uint32_t java_hash() const;

  /// Appends 1-21 bytes that sort as the numbers do. The service also hashes number partition keys in this form.
  void append_ordered_bytes(std::string& out) const;

  /// Returns the value if it is an integer that fits.
  std::optional<std::int64_t> to_int64() const;

 private:
  using Coefficient = unsigned __int128;

  /// Returns digits * 10^exponent; the digits may begin and end with zeros.
  static std::variant<Number, Fault> from_digits(bool negative, std::string_view digits, std::int64_t exponent);
  static std::variant<Number, Fault> sum(const Number& a, const Number& b, bool negate_b);
  /// Returns the significant digits without leading or trailing zeros; "" for zero.
  std::string digits() const;

  // value = (negative ? -1 : 1) * coefficient * 10^exponent. The coefficient has no trailing zeros; zero is {0, 0, false}.
  Coefficient coefficient_ = 0;
  std::int32_t scale_ = 0;
  std::int16_t exponent_ = 0;
  bool negative_ = false;
};

}  // namespace shardbook
