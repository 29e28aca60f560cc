#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/attribute_value.h"

namespace shardbook {

/// A table's primary key: one or two attributes, each of type S, N or B.
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

/// The key attributes of an index, or of a table in the same form: the hash parts together choose the partition, the range parts order the
/// items within it. Tables and local indexes have one hash part and at most one range part, global indexes up to four of each.
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

/// Returns the key of an item in its table's tree: the first 64 bits of the partition key's hash (partitions own ranges of it, and Scan
/// follows its order), the partition key, then the sort key in an encoding that preserves the order of values. No encoding is a prefix of
/// another, so the parts of a sort key can be concatenated.
std::string item_key(const AttributeValue& hash_key, const AttributeValue* range_key);
/// Returns the common prefix of all item keys with this partition key.
std::string item_key_prefix(const AttributeValue& hash_key);
/// The same for a partition key of several parts, which are hashed together.
std::string item_key_prefix(const std::vector<const AttributeValue*>& hash_keys);
/// Returns the prefix of `item_key` that all items with its partition key share.
std::string_view partition_key_prefix(std::string_view item_key);
/// Appends the encoding of one sort key part.
void append_range_key(std::string& out, const AttributeValue& range_key);
/// Appends the common prefix of the encodings of all sort keys that begin with this one.
void append_range_key_prefix(std::string& out, const AttributeValue& range_key);
/// Returns the hash that the item key begins with.
std::uint64_t hash_of_item_key(std::string_view key);
/// Returns a key that sorts before every item key with this hash or a greater one, and after all others.
std::string item_key_floor(std::uint64_t hash);

}  // namespace shardbook
