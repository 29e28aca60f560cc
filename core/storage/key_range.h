#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shardbook {

/// A half-open range of item keys.
struct KeyRange {
  std::string from;               // inclusive
  std::optional<std::string> to;  // exclusive; nullopt: unbounded

  /// All keys that begin with `prefix`.
  static KeyRange of_prefix(std::string_view prefix);
  /// All keys whose hash is in [from, to); unbounded if `to` is nullopt.
  static KeyRange of_hashes(std::uint64_t from, std::optional<std::uint64_t> to);

  bool contains(std::string_view key) const { return key >= from && (!to || key < *to); }
  /// Drops everything up to and including `key`.
  void start_after(std::string_view key);
  /// Drops `key` and everything after it.
  void end_before(std::string_view key);
};

/// Returns the smallest key greater than `key`.
std::string just_after(std::string_view key);

}  // namespace shardbook
