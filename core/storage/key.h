#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "value/attribute_value.h"

namespace shardbook {

/// A table's primary key: one attribute or two, each S, N or B.
struct KeyAttribute {
  std::string name;
  AttributeType type = AttributeType::S;
};
struct KeySchema {
  KeyAttribute hash;
  std::optional<KeyAttribute> range;

  bool has(std::string_view name) const { return hash.name == name || (range && range->name == name); }
};

/// First 64 bits of a partition key's hash; partitions own ranges of it, and Scan goes through items in its order.
std::uint64_t partition_hash(const AttributeValue& hash_key);

/// 16 hex digits.
std::string hash_text(std::uint64_t hash);

/// Where items are kept in a table's tree: the hash, the partition key, then the sort key in an encoding that orders as the values do.
std::string item_key(const AttributeValue& hash_key, const AttributeValue* range_key);
/// What every item_key of one partition key begins with.
std::string item_key_prefix(const AttributeValue& hash_key);
/// The sort key's part alone.
void append_range_key(std::string& out, const AttributeValue& range_key);
/// The hash that an item_key begins with.
std::uint64_t hash_of_item_key(std::string_view key);
/// Below every item_key whose hash is `hash` or greater, above all others.
std::string item_key_floor(std::uint64_t hash);

}  // namespace shardbook
