#pragma once

#include <cstdint>
#include <string_view>

namespace shardbook {

/// A 64-bit digest of texts, one after the other: two requests with the same one are taken for the same. FNV-1a; it keeps nobody out.
class Fingerprint {
 public:
  void add(std::string_view text) {
    for (char byte : text) mix(static_cast<unsigned char>(byte));
    mix(kEnd);
  }
  std::uint64_t value() const { return hash_; }

 private:
  static constexpr std::uint64_t kEnd = 0x1ff;  // no byte: keeps "ab", "c" from "a", "bc"

  void mix(std::uint64_t part) { hash_ = (hash_ ^ part) * 1099511628211u; }

  std::uint64_t hash_ = 14695981039346656037u;
};

}  // namespace shardbook
