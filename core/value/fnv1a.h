#pragma once

#include <cstdint>
#include <string_view>

namespace shardbook {

/// A 64-bit hash of bytes: Fowler, Noll and Vo, http://www.isthe.com/chongo/tech/comp/fnv/. Not cryptographic.
class Fnv1a {
 public:
  void add(std::string_view bytes) {
    for (char byte : bytes) mix(static_cast<unsigned char>(byte));
  }
  void mix(std::uint64_t part) { hash_ = (hash_ ^ part) * 0x100000001b3ULL; }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

}  // namespace shardbook
