#pragma once

#include <algorithm>

namespace shardbook {

/// Sorts in linearithmic time whatever the order was. The time of libc++'s std::sort can be quadratic, and its code is three times as
/// large.
template <class Sequence, class Less>
void heap_sort(Sequence& sequence, Less less) {
  if (std::is_sorted(sequence.begin(), sequence.end(), less)) return;
  std::make_heap(sequence.begin(), sequence.end(), less);
  std::sort_heap(sequence.begin(), sequence.end(), less);
}

}  // namespace shardbook
