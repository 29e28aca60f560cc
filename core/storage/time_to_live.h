#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/tree.h"
#include "value/item.h"

namespace shardbook {

enum class TimeToLiveStatus : std::uint8_t { disabled, enabling, enabled, disabling };
constexpr TimeToLiveStatus last_of(TimeToLiveStatus) { return TimeToLiveStatus::disabling; }
/// "DISABLED", ...
std::string_view name_of(TimeToLiveStatus status);

/// A table's Time to Live settings: the attribute that holds an item's expiry, and the items that have one, ordered by it.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
struct TimeToLive {
  TimeToLiveStatus status = TimeToLiveStatus::disabled;
  std::string attribute;  // empty while disabled
  std::int64_t changed = 0;

  /// Expiry_keys of the items that the service will delete. Empty unless ENABLED or DISABLING.
  Tree<NoValue> expiries;
  /// When the service next looks for expired items; 0: never. A sweep scheduled for any other time is stale.
  std::int64_t next_sweep = 0;

  bool deletes_items() const { return status == TimeToLiveStatus::enabled || status == TimeToLiveStatus::disabling; }

  void archive(auto& archive) { archive(status, attribute, changed, expiries, next_sweep); }
};

/// Returns the item's expiry in seconds since the epoch, or nullopt if the attribute is missing or not a valid time.
std::optional<std::int64_t> expiry_of(const Item& item, std::string_view attribute);

/// Returns a key that orders by expiry, then by the item's own key.
std::string expiry_key(std::int64_t expiry, std::string_view item_key);
std::int64_t expiry_in(std::string_view expiry_key);
std::string_view item_key_in(std::string_view expiry_key);

}  // namespace shardbook
