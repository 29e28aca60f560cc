#pragma once

#include <cstdint>
#include <vector>

#include "value/item.h"

namespace shardbook {

/// How an answer lists the members of number sets: ascending, as they are stored, or as a Java HashSet<BigDecimal> that was filled so
/// iterates over them. Strings and binaries come by their bytes everywhere.
enum class SetOrder : std::uint8_t { ascending, hashed };

/// Reorders ascending numbers as such a HashSet lists them.
void order_by_hash(std::vector<Number>& ascending);

/// Returns the item with its number sets in that order. For answers alone: stored sets are ascending.
Item with_sets_in(SetOrder order, Item item);

}  // namespace shardbook
