#include "state/identifiers.h"

#include <algorithm>

#include "storage/key.h"

namespace shardbook {

// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
std::uint64_t Identifiers::draw() {
  std::uint64_t z = seed_ + ++drawn_ * 0x9e3779b97f4a7c15ULL;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
  return z ^ z >> 31;
}

std::string Identifiers::hex(int digits) {
  std::string out = hash_text(draw());
  if (digits > 16) out += hash_text(draw());
  return out.substr(0, static_cast<std::size_t>(digits));
}

std::string Identifiers::uuid() {
  std::string out = hex(32);
  out[12] = '4';
  out[16] = "89ab"[out[16] & 3];
  for (std::size_t at : {20, 16, 12, 8}) out.insert(at, 1, '-');
  return out;
}

std::uint64_t Identifiers::sequence() {
  constexpr std::uint64_t kLongestStep = 100;
  return sequence_ += 1 + draw() % kLongestStep;
}

std::int64_t Identifiers::moment(std::int64_t now) { return moment_ = std::max(now, moment_ + 1); }

}  // namespace shardbook
