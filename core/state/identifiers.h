#pragma once

#include <cstdint>
#include <string>

namespace shardbook {

/// Generates every id from a seed and a counter. Part of the state, so the same calls give the same ids.
class Identifiers {
 public:
  explicit Identifiers(std::uint64_t seed = 0) : seed_(seed) {}

  /// Returns a version 4 UUID.
  std::string uuid();
  /// Returns `digits` lower-case hex digits (at most 32).
  std::string hex(int digits);
  /// Returns a number greater than the last, by a step as on a busy service.
  std::uint64_t sequence();
  std::uint64_t last_sequence() const { return sequence_; }
  /// Returns `now`, or one more than the last moment returned if that is later: moments stay distinct even within a millisecond.
  std::int64_t moment(std::int64_t now);
  /// From here on, generates others than it would have.
  void branch(std::uint64_t number) { seed_ = draw() ^ number; }
  /// 1, 2, 3, ...
  std::uint64_t reader() { return ++readers_; }

  void archive(auto& archive) { archive(seed_, drawn_, sequence_, moment_, readers_); }

 private:
  std::uint64_t draw();

  std::uint64_t seed_;
  std::uint64_t drawn_ = 0;
  std::uint64_t sequence_ = 0;
  std::int64_t moment_ = 0;
  std::uint64_t readers_ = 0;
};

}  // namespace shardbook
