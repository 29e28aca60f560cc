#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace shardbook {

/// Keeps the last of equal names, as for any JSON object. `name_of` returns an entry's name.
template <class Entries, class NameOf>
void drop_repeated(Entries& entries, NameOf name_of) {
  constexpr std::size_t kFew = 16;
  if (entries.size() <= kFew) {
    for (std::size_t i = entries.size(); i-- > 0;) {
      const auto end = entries.begin() + static_cast<std::ptrdiff_t>(i);
      const auto earlier = std::find_if(entries.begin(), end, [&](const auto& entry) { return name_of(entry) == name_of(entries[i]); });
      if (earlier == end) continue;
      entries.erase(earlier);
      --i;
    }
    return;
  }
  std::unordered_map<std::string_view, std::size_t> last;
  for (std::size_t i = 0; i < entries.size(); ++i) last[name_of(entries[i])] = i;
  if (last.size() == entries.size()) return;
  Entries kept;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (last[name_of(entries[i])] == i) kept.push_back(entries[i]);
  }
  entries = std::move(kept);
}

}  // namespace shardbook
