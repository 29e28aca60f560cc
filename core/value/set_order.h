#pragma once

#include <cstdint>
#include <vector>

#include "value/item.h"

namespace shardbook {

/// How a response lists the members of number sets: ascending, as stored, or in the iteration order of a Java HashSet<BigDecimal> filled in
/// that order. Strings and binaries are sorted by their bytes everywhere.
enum class SetOrder : std::uint8_t { ascending, hashed };

/// Reorders ascending numbers as such a HashSet lists them.
void order_by_hash(std::vector<Number>& ascending);

/// Returns the item with its number sets in that order. For responses only: stored sets are ascending.
Item with_sets_in(SetOrder order, Item item);

}  // namespace shardbook
