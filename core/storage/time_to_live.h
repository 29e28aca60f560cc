#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/tree.h"
#include "value/item.h"

namespace shardbook {

enum class TimeToLiveStatus : std::uint8_t { disabled, enabling, enabled, disabling };
/// "DISABLED", ...
std::string_view name_of(TimeToLiveStatus status);

/// A table's Time to Live: the attribute that says when an item expires, and the items that have one, by that time.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
struct TimeToLive {
  TimeToLiveStatus status = TimeToLiveStatus::disabled;
  std::string attribute;  // empty while disabled
  std::int64_t changed = 0;

  struct Entry {
    void archive(auto&) {}
  };
  /// By expiry_key: only items that the service will delete, and only while ENABLED or DISABLING.
  Tree<Entry> expiries;
  /// When the service looks at them next; 0: never. Work planned for another time is void.
  std::int64_t next_sweep = 0;

  bool deletes_items() const { return status == TimeToLiveStatus::enabled || status == TimeToLiveStatus::disabling; }

  void archive(auto& archive) { archive(status, attribute, changed, expiries, next_sweep); }
};

/// The second since the epoch at which the item expires; nothing if its attribute is absent or no number that can be a time.
std::optional<std::int64_t> expiry_of(const Item& item, std::string_view attribute);

/// Orders by the expiry, then by the item's own key.
std::string expiry_key(std::int64_t expiry, std::string_view item_key);
std::int64_t expiry_in(std::string_view expiry_key);
std::string_view item_key_in(std::string_view expiry_key);

}  // namespace shardbook
