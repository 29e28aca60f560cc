#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/attribute_value.h"

namespace shardbook {

/// A table's primary key: one attribute or two, each S, N or B.
struct KeyAttribute {
  std::string name;
  AttributeType type = AttributeType::S;

  void archive(auto& archive) { archive(name, type); }
};
struct KeySchema {
  KeyAttribute hash;
  std::optional<KeyAttribute> range;

  bool has(std::string_view name) const { return hash.name == name || (range && range->name == name); }

  void archive(auto& archive) { archive(hash, range); }
};

/// The key attributes of an index, or of a table seen the same way: the hash parts together choose the partition, the range parts order
/// what is in it. A table and a local index have one and at most one; a global index up to four of each.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
struct IndexKeySchema {
  std::vector<KeyAttribute> hash;
  std::vector<KeyAttribute> range;

  bool has(std::string_view name) const;

  void archive(auto& archive) { archive(hash, range); }
};
IndexKeySchema index_key_schema(const KeySchema& keys);

/// 16 hex digits.
std::string hash_text(std::uint64_t hash);

/// Where items are kept in a table's tree: the first 64 bits of the partition key's hash (partitions own ranges of it, and Scan goes
/// through items in its order), the partition key, then the sort key in an encoding that orders as the values do. Of two encodings none
/// begins with the other, so that sort keys of several parts follow one another.
std::string item_key(const AttributeValue& hash_key, const AttributeValue* range_key);
/// What every item_key of one partition key begins with.
std::string item_key_prefix(const AttributeValue& hash_key);
/// The same of a partition key of several parts, which are hashed together.
std::string item_key_prefix(const std::vector<const AttributeValue*>& hash_keys);
/// The part of an item_key that all items of its partition key share.
std::string_view partition_key_prefix(std::string_view item_key);
/// One sort key's part alone.
void append_range_key(std::string& out, const AttributeValue& range_key);
/// What the parts of all sort keys that begin with this one have in common.
void append_range_key_prefix(std::string& out, const AttributeValue& range_key);
/// The hash that an item_key begins with.
std::uint64_t hash_of_item_key(std::string_view key);
/// Below every item_key whose hash is `hash` or greater, above all others.
std::string item_key_floor(std::uint64_t hash);

}  // namespace shardbook
