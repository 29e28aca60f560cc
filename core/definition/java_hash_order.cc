#include "definition/java_hash_order.h"

#include <cstdint>

#include "value/distinct_names.h"

namespace shardbook {

namespace {

constexpr std::uint32_t kFewestSlots = 16;

/// A hash table is at most three quarters full.
bool holds(std::uint32_t slots, std::size_t count) { return 4 * count <= 3 * std::size_t{slots}; }

std::uint32_t hash_of(const std::string& name) {
  std::uint32_t hash = 0;
  for (std::size_t at = 0; at < name.size();) {
    // Java hashes UTF-16 code units.
    const auto lead = static_cast<unsigned char>(name[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    std::uint32_t code = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < name.size(); ++i) code = code << 6 | (static_cast<unsigned char>(name[at + i]) & 0x3fU);
    at += length;
    if (code >= 0x10000) {
      hash = 31 * hash + (0xd800 + ((code - 0x10000) >> 10));
      code = 0xdc00 + ((code - 0x10000) & 0x3ff);
    }
    hash = 31 * hash + code;
  }
  return hash ^ hash >> 16;
}

std::string printed(const std::vector<std::string>& names, std::uint32_t slots) {
  std::vector<std::string> texts(slots);
  for (const std::string& name : names) {
    std::string& text = texts[hash_of(name) & (slots - 1)];
    text += (text.empty() ? "" : ", ") + name;
  }
  std::string text;
  for (const std::string& part : texts) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return "[" + text + "]";
}

}  // namespace

std::string java_set_text(const std::vector<std::string>& names) {
  const std::vector<std::string> distinct = distinct_names(names);
  std::uint32_t slots = kFewestSlots;
  while (!holds(slots, distinct.size())) slots *= 2;
  return printed(distinct, slots);
}

std::string java_map_keys_text(const std::vector<std::string>& names) {
  const std::size_t wanted = names.size() * 4 / 3 + 1;
  std::uint32_t slots = 1;
  while (slots < wanted) slots *= 2;
  return printed(names, slots);
}

}  // namespace shardbook
