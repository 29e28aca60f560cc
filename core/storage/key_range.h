#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shardbook {

/// A half-open range of item keys.
struct KeyRange {
  std::string from;               // the first key that may be in it
  std::optional<std::string> to;  // the first key after it; nothing: no end

  /// Keys that begin with `prefix`.
  static KeyRange of_prefix(std::string_view prefix);
  /// Keys whose hash is in [from, to); nothing: no end.
  static KeyRange of_hashes(std::uint64_t from, std::optional<std::uint64_t> to);

  bool contains(std::string_view key) const { return key >= from && (!to || key < *to); }
  /// Leaves only what comes after `key`.
  void start_after(std::string_view key);
  /// Leaves only what comes before `key`.
  void end_before(std::string_view key);
};

/// The first key after `key`.
std::string just_after(std::string_view key);

}  // namespace shardbook
