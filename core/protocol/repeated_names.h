#pragma once

#include <cstddef>
#include <utility>

#include "value/name_order.h"

namespace shardbook {

/// Compares each entry with each: only for few.
template <class Entries, class NameOf>
bool has_repeated(const Entries& entries, NameOf name_of) {
  for (std::size_t later = 1; later < entries.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (name_of(entries[earlier]) == name_of(entries[later])) return true;
    }
  }
  return false;
}

/// Keeps the last of equal names, as for any JSON object. `name_of` returns an entry's name.
template <class Entries, class NameOf>
void drop_repeated(Entries& entries, NameOf name_of) {
  constexpr std::size_t kFew = 16;
  if (entries.size() <= kFew && !has_repeated(entries, name_of)) return;
  NameOrder names;
  for (const auto& entry : entries) names.add(name_of(entry));
  names.sort();
  const auto superseded = names.superseded();
  auto kept = entries.begin();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (superseded[i]) continue;
    if (&*kept != &entries[i]) *kept = std::move(entries[i]);
    ++kept;
  }
  entries.erase(kept, entries.end());
}

}  // namespace shardbook
