#include "value/number.h"

#include <algorithm>
#include <array>

namespace shardbook {

namespace {

constexpr int kMaxDigits = 38;
// Magnitudes of the first significant digit: 9.99E+125 and 1E-130.
constexpr std::int64_t kMaxMagnitude = 125;
constexpr std::int64_t kMinMagnitude = -130;
// Exponents beyond this are out of range whatever the digits; clamping them here prevents overflow.
constexpr std::int64_t kFarExponent = std::int64_t{1} << 60;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `place` is the magnitude of the first significant digit: 2 for "123", -1 for "0.1".
std::optional<Number::Fault> range_fault(std::int64_t place) {
  if (place > kMaxMagnitude) return Number::Fault::overflow;
  if (place < kMinMagnitude) return Number::Fault::underflow;
  return std::nullopt;
}

std::string_view without_leading_zeros(std::string_view digits) {
  while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

std::string_view without_trailing_zeros(std::string_view digits) {
  while (!digits.empty() && digits.back() == '0') digits.remove_suffix(1);
  return digits;
}

/// Reads the signed digits at `at` and moves past them. Returns nullopt if there are none or the value needs more than 64 bits.
std::optional<std::int64_t> exponent_from(std::string_view text, std::size_t& at) {
  bool minus = false;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) minus = text[at++] == '-';
  const std::size_t begin = at;
  std::uint64_t value = 0;
  bool fits = true;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    fits = fits && value <= (UINT64_MAX - 9) / 10;
    value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
  }
  const std::uint64_t most = static_cast<std::uint64_t>(INT64_MAX) + (minus ? 1 : 0);
  if (at == begin || !fits || value > most) return std::nullopt;
  return static_cast<std::int64_t>(minus ? 0 - value : value);
}

bool fits_32_bits(std::int64_t value) { return value >= INT32_MIN && value <= INT32_MAX; }

/// Wraps a sum around to 32 bits.
std::int64_t wrapped(std::int64_t value) { return static_cast<std::int32_t>(static_cast<std::uint32_t>(value)); }

/// These take unsigned digit strings of equal length, most significant digit first.
bool less_digits(const std::string& a, const std::string& b) { return a < b; }

std::string add_digits(const std::string& a, const std::string& b) {
  std::string out(a.size() + 1, '0');
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int total = (a[i] - '0') + (b[i] - '0') + carry;
    out[i + 1] = static_cast<char>('0' + total % 10);
    carry = total / 10;
  }
  out[0] = static_cast<char>('0' + carry);
  return out;
}

/// Returns a - b. Requires a >= b.
std::string subtract_digits(const std::string& a, const std::string& b) {
  std::string out(a.size(), '0');
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    int total = (a[i] - '0') - (b[i] - '0') - borrow;
    borrow = total < 0 ? 1 : 0;
    if (borrow != 0) total += 10;
    out[i] = static_cast<char>('0' + total);
  }
  return out;
}

}  // namespace

Number Number::of(std::int64_t value) { return std::get<Number>(parse(std::to_string(value))); }

std::variant<Number, Number::Fault> Number::from_digits(bool negative, std::string_view digits, std::int64_t exponent) {
  digits = without_leading_zeros(digits);
  if (digits.empty()) return Number();
  if (const auto fault = range_fault(exponent + static_cast<std::int64_t>(digits.size()) - 1)) return *fault;
  const std::string_view significant = without_trailing_zeros(digits);
  if (significant.size() > kMaxDigits) return Fault::precision;
  Number number;
  for (char digit : significant) number.coefficient_ = number.coefficient_ * 10 + static_cast<unsigned>(digit - '0');
  number.exponent_ = static_cast<std::int16_t>(exponent + static_cast<std::int64_t>(digits.size() - significant.size()));
  number.scale_ = static_cast<std::int32_t>(-exponent);
  number.negative_ = negative;
  return number;
}

std::variant<Number, Number::Fault> Number::parse(std::string_view text, Reading reading) {
  if (text.empty()) return Fault::empty;
  std::size_t at = 0;
  const bool negative = text[0] == '-';
  if (text[0] == '-' || text[0] == '+') ++at;
  std::string digits;
  while (at < text.size() && is_digit(text[at])) digits += text[at++];
  const std::size_t whole = digits.size();
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && is_digit(text[at])) digits += text[at++];
  }
  if (digits.empty()) return Fault::malformed;
  std::optional<std::int64_t> exponent = 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) exponent = exponent_from(text, ++at);
  if (!exponent || at != text.size()) return Fault::malformed;

  const auto fraction = static_cast<std::int64_t>(digits.size() - whole);
  const std::string_view significant = without_leading_zeros(digits);
  const std::size_t precision = std::max<std::size_t>(1, significant.size());
  if (reading == Reading::newer && without_trailing_zeros(significant).size() > kMaxDigits) return Fault::precision;
  if (reading == Reading::older && (!fits_32_bits(*exponent) || !fits_32_bits(fraction - *exponent))) return Fault::malformed;
  const std::int64_t last_place = std::clamp(*exponent, -kFarExponent, kFarExponent) - fraction;
  const std::int64_t first_place = last_place + static_cast<std::int64_t>(precision) - 1;
  if (const auto fault = range_fault(reading == Reading::older ? wrapped(first_place + 1) - 1 : first_place)) return *fault;
  if (!significant.empty()) return from_digits(negative, significant, last_place);
  Number zero;
  zero.scale_ = static_cast<std::int32_t>(-last_place);
  return zero;
}

std::string Number::digits() const {
  std::array<char, 40> buffer;
  std::size_t at = buffer.size();
  // 128-bit division is slow: extract 19 digits at a time in 64 bits.
  constexpr std::uint64_t kChunk = 10'000'000'000'000'000'000ULL;
  Coefficient rest = coefficient_;
  while (rest != 0) {
    const bool last = rest < kChunk;
    auto chunk = static_cast<std::uint64_t>(last ? rest : rest % kChunk);
    rest = last ? 0 : rest / kChunk;
    for (int i = 0; i < 19 && (chunk != 0 || rest != 0); ++i) {
      buffer[--at] = static_cast<char>('0' + chunk % 10);
      chunk /= 10;
    }
  }
  return std::string(buffer.data() + at, buffer.size() - at);
}

std::string Number::text() const {
  if (coefficient_ == 0) return "0";
  std::string out = digits();
  if (exponent_ >= 0) {
    out.append(static_cast<std::size_t>(exponent_), '0');
  } else {
    const auto fraction = static_cast<std::size_t>(-exponent_);
    if (out.size() > fraction) {
      out.insert(out.size() - fraction, 1, '.');
    } else {
      out.insert(0, "0." + std::string(fraction - out.size(), '0'));
    }
  }
  if (negative_) out.insert(0, 1, '-');
  return out;
}

std::variant<Number, Number::Fault> Number::sum(const Number& a, const Number& b, bool negate_b) {
  if (b.coefficient_ == 0) return a;
  const bool b_negative = b.negative_ != negate_b;
  std::string left = a.digits();
  std::string right = b.digits();
  const std::int64_t exponent = a.coefficient_ == 0 ? b.exponent_ : std::min(a.exponent_, b.exponent_);
  if (a.coefficient_ != 0) left.append(static_cast<std::size_t>(a.exponent_ - exponent), '0');
  right.append(static_cast<std::size_t>(b.exponent_ - exponent), '0');
  const std::size_t width = std::max(left.size(), right.size());
  left.insert(0, width - left.size(), '0');
  right.insert(0, width - right.size(), '0');
  if (a.negative_ == b_negative) return from_digits(a.negative_, add_digits(left, right), exponent);
  if (less_digits(left, right)) return from_digits(b_negative, subtract_digits(right, left), exponent);
  return from_digits(a.negative_, subtract_digits(left, right), exponent);
}

std::variant<Number, Number::Fault> Number::add(const Number& a, const Number& b) { return sum(a, b, false); }

std::variant<Number, Number::Fault> Number::subtract(const Number& a, const Number& b) { return sum(a, b, true); }

int Number::compare(const Number& a, const Number& b) {
  const auto sign = [](const Number& n) { return n.coefficient_ == 0 ? 0 : (n.negative_ ? -1 : 1); };
  if (sign(a) != sign(b)) return sign(a) - sign(b);
  if (sign(a) == 0) return 0;
  if (a.exponent_ == b.exponent_) {
    if (a.coefficient_ == b.coefficient_) return 0;
    return (a.coefficient_ < b.coefficient_) == a.negative_ ? 1 : -1;
  }
  const std::string left = a.digits();
  const std::string right = b.digits();
  const auto a_magnitude = static_cast<std::int64_t>(left.size()) + a.exponent_;
  const auto b_magnitude = static_cast<std::int64_t>(right.size()) + b.exponent_;
  // Same magnitude: the digits are aligned, so they compare as text (a shorter one is padded with zeros).
  const int order = a_magnitude != b_magnitude ? (a_magnitude < b_magnitude ? -1 : 1) : left.compare(right);
  return a.negative_ ? -order : order;
}

std::uint32_t Number::size() const {
  if (coefficient_ == 0) return 1;
  // Digits are counted in pairs, separately before and after the point, without leading and trailing zeros.
  const auto count = static_cast<int>(digits().size());
  const int before = count + exponent_;
  int pairs = 0;
  if (exponent_ >= 0) {
    pairs = (count + (exponent_ % 2) + 1) / 2;
  } else if (before <= 0) {
    pairs = (count + ((-before) % 2) + 1) / 2;
  } else {
    pairs = (before + 1) / 2 + (count - before + 1) / 2;
  }
  return static_cast<std::uint32_t>(1 + pairs + (negative_ ? 1 : 0));
}

void Number::append_ordered_bytes(std::string& out) const {
  if (coefficient_ == 0) {
    out += static_cast<char>(0x80);
    return;
  }
  std::string text = digits();
  int point = static_cast<int>(text.size()) + exponent_;
  if (point % 2 != 0) {
    text.insert(0, 1, '0');
    ++point;
  }
  if (text.size() % 2 != 0) text += '0';
  const auto lead = static_cast<unsigned char>((point / 2 - 64) & 0xff);
  out += static_cast<char>(negative_ ? static_cast<unsigned char>(~lead) : lead);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int pair = (text[i] - '0') * 10 + (text[i + 1] - '0');
    out += static_cast<char>(negative_ ? 101 - pair : pair + 1);
  }
  if (negative_ && text.size() / 2 < 20) out += static_cast<char>(102);
}

std::uint32_t Number::java_hash() const {
  if (coefficient_ == 0) return 0;
  std::uint32_t digest = 0;
  for (int word = 3; word >= 0; --word) digest = 31 * digest + static_cast<std::uint32_t>(coefficient_ >> (32 * word));
  const auto scale = static_cast<std::uint32_t>(-exponent_);
  return 31 * (negative_ ? 0 - digest : digest) + scale;
}

std::optional<std::int64_t> Number::to_int64() const {
  if (exponent_ < 0 || exponent_ > 18) return coefficient_ == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
  Coefficient magnitude = coefficient_;
  for (int i = 0; i < exponent_; ++i) {
    magnitude *= 10;
    if (magnitude > static_cast<Coefficient>(INT64_MAX)) return std::nullopt;
  }
  if (magnitude > static_cast<Coefficient>(INT64_MAX)) return std::nullopt;
  const auto value = static_cast<std::int64_t>(magnitude);
  return negative_ ? -value : value;
}

}  // namespace shardbook
