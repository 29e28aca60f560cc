#include "storage/key_range.h"

#include <utility>

#include "storage/key.h"

namespace shardbook {

namespace {

/// Returns the first key after all those that begin with `prefix`, or nullopt if there is none.
std::optional<std::string> end_of_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (prefix.empty()) return std::nullopt;
  ++prefix.back();
  return prefix;
}

}  // namespace

KeyRange KeyRange::of_prefix(std::string_view prefix) { return {std::string(prefix), end_of_prefix(std::string(prefix))}; }

KeyRange KeyRange::of_hashes(std::uint64_t from, std::optional<std::uint64_t> to) {
  KeyRange range{item_key_floor(from), std::nullopt};
  if (to) range.to = item_key_floor(*to);
  return range;
}

void KeyRange::start_after(std::string_view key) {
  std::string next = just_after(key);
  if (next > from) from = std::move(next);
}

void KeyRange::end_before(std::string_view key) {
  if (!to || key < *to) to = std::string(key);
}

std::string just_after(std::string_view key) { return std::string(key).append(1, '\0'); }

}  // namespace shardbook
