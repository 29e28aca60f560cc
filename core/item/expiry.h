#pragma once

#include <string>

#include "call/context.h"

namespace shardbook {

/// Expiry of items under Time to Live. Expired items stay readable until the service gets around to deleting them.

/// How long after expiry the service deletes an item; AWS only promises a few days.
inline constexpr std::int64_t kExpiryDelay = 10'000;

/// Updates the table's expiries for a write of the item at `key`.
void keep_expiry(Context& context, Table& table, const std::string& key, const Item& before, const Item& after);

/// Schedules the end of ENABLING or DISABLING: at once, or after as long as the service takes.
void plan_time_to_live(Context& context, const Table& table);
void settle_time_to_live(Context& context, const SettleTimeToLive& work);

/// Deletes expired items on behalf of the service: no write units, and records of their own in the stream.
void expire_items(Context& context, const ExpireItems& work);

}  // namespace shardbook
