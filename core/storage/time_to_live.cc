#include "storage/time_to_live.h"

namespace shardbook {

namespace {

constexpr std::size_t kExpiryBytes = 8;
/// Past the year 30,000. Later values never expire; this one still fits in an int64 as milliseconds.
constexpr std::int64_t kLastExpiry = 1'000'000'000'000;

}  // namespace

std::string_view name_of(TimeToLiveStatus status) {
  constexpr std::string_view kNames[] = {"DISABLED", "ENABLING", "ENABLED", "DISABLING"};
  return kNames[static_cast<std::size_t>(status)];
}

std::optional<std::int64_t> expiry_of(const Item& item, std::string_view attribute) {
  AttributeValue value;
  if (!item.exists() || !item.decode(attribute, value) || value.n() == nullptr) return std::nullopt;
  const std::optional<std::int64_t> seconds = value.n()->to_int64();
  if (!seconds || *seconds < 0 || *seconds > kLastExpiry) return std::nullopt;
  return seconds;
}

std::string expiry_key(std::int64_t expiry, std::string_view item_key) {
  std::string key;
  for (std::size_t shift = 8 * kExpiryBytes; shift > 0; shift -= 8) key += static_cast<char>(expiry >> (shift - 8) & 0xff);
  return key.append(item_key);
}

std::int64_t expiry_in(std::string_view expiry_key) {
  std::int64_t expiry = 0;
  for (const char byte : expiry_key.substr(0, kExpiryBytes)) expiry = expiry << 8 | static_cast<unsigned char>(byte);
  return expiry;
}

std::string_view item_key_in(std::string_view expiry_key) { return expiry_key.substr(kExpiryBytes); }

}  // namespace shardbook
