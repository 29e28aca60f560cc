#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace shardbook {

/// Returns the decimal digits of a number, with zeros in front if there are fewer than `width`.
inline std::string padded(std::uint64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace shardbook
