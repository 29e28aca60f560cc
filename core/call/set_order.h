#pragma once

#include <string_view>

#include "value/set_order.h"

namespace shardbook {

/// The order in which a region's responses list number sets. PartiQL and stream records list them by hash in every region.

SetOrder scan_set_order(std::string_view region);
/// For TransactGetItems and the items in cancellation reasons.
SetOrder transaction_set_order(std::string_view region);

}  // namespace shardbook
