#pragma once

#include <cstdint>
#include <string_view>

#include "value/attribute_value.h"
#include "value/fnv1a.h"

namespace shardbook {

/// A digest of a sequence of strings. Requests with equal fingerprints count as the same request.
class Fingerprint {
 public:
  void add(std::string_view text) {
    hash_.add(text);
    hash_.mix(kEnd);
  }
  /// Adds attributes by meaning: regardless of their order, at every level, and of how numbers are written.
  void add(const AttributeMap& attributes);
  void add(const AttributeValue& value);

  std::uint64_t value() const { return hash_.value(); }

 private:
  static constexpr std::uint64_t kEnd = 0x1ff;  // not a byte value; separates "ab", "c" from "a", "bc"

  Fnv1a hash_;
};

}  // namespace shardbook
