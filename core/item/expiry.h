#pragma once

#include <string>

#include "call/context.h"

namespace shardbook {

/// What Time to Live does to items over time. An expired item stays readable until the service gets round to it.

/// The service deletes an item this long after it has expired; AWS promises a few days at most.
inline constexpr std::int64_t kExpiryDelay = 10'000;

/// Keeps the table's expiries as a write of the item at `key` changes them.
void keep_expiry(Context& context, Table& table, const std::string& key, const Item& before, const Item& after);

/// Plans the end of ENABLING or DISABLING: at once, or after the service's own time.
void plan_time_to_live(Context& context, const Table& table);
void settle_time_to_live(Context& context, const SettleTimeToLive& work);

/// Deletes what has expired, as the service: no write units, and its own records in the stream.
void expire_items(Context& context, const ExpireItems& work);

}  // namespace shardbook
