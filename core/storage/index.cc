#include "storage/index.h"

#include <algorithm>

namespace shardbook {

namespace {

constexpr std::size_t kMostHashBytes = 2048;
constexpr std::size_t kMostRangeBytes = 1024;

/// False if one of the key attributes is missing or cannot be a key.
bool decode_keys(const std::vector<KeyAttribute>& keys, bool are_hash, const Item& item, std::vector<AttributeValue>& out) {
  for (const KeyAttribute& key : keys) {
    AttributeValue& value = out.emplace_back();
    if (!item.decode(key.name, value) || !can_be_index_key(key, value, are_hash)) return false;
  }
  return true;
}

}  // namespace

std::string_view name_of(IndexStatus status) {
  switch (status) {
    case IndexStatus::creating:
      return "CREATING";
    case IndexStatus::active:
      return "ACTIVE";
    case IndexStatus::updating:
      return "UPDATING";
    case IndexStatus::deleting:
      return "DELETING";
  }
  return "";
}

std::string_view name_of(ProjectionType type) {
  switch (type) {
    case ProjectionType::all:
      return "ALL";
    case ProjectionType::include:
      return "INCLUDE";
    case ProjectionType::keys_only:
      return "KEYS_ONLY";
  }
  return "";
}

bool Index::projects(std::string_view attribute, const KeySchema& table_keys) const {
  if (projection == ProjectionType::all || table_keys.has(attribute) || keys.has(attribute)) return true;
  return projection == ProjectionType::include &&
         std::find(non_key_attributes.begin(), non_key_attributes.end(), attribute) != non_key_attributes.end();
}

bool can_be_index_key(const KeyAttribute& key, const AttributeValue& value, bool is_hash) {
  if (value.type() != key.type) return false;
  const std::size_t size = size_of(value);
  return size > 0 && size <= (is_hash ? kMostHashBytes : kMostRangeBytes);
}

std::optional<std::string> entry_key(const Index& index, const Item& item, std::string_view item_key) {
  if (!item.exists()) return std::nullopt;
  std::vector<AttributeValue> hash;
  std::vector<AttributeValue> range;
  if (!decode_keys(index.keys.hash, true, item, hash) || !decode_keys(index.keys.range, false, item, range)) return std::nullopt;
  std::vector<const AttributeValue*> parts;
  for (const AttributeValue& value : hash) parts.push_back(&value);
  std::string key = item_key_prefix(parts);
  for (const AttributeValue& value : range) append_range_key(key, value);
  return key += item_key;
}

Item entry_of(const Index& index, const KeySchema& table_keys, const Item& item) {
  if (index.projection == ProjectionType::all) return item;
  AttributeMap kept;
  for (std::size_t i = 0; i < item.attribute_count(); ++i) {
    std::string name = item.name_at(i);
    if (!index.projects(name, table_keys)) continue;
    Attribute& attribute = kept.emplace_back();
    attribute.name = std::move(name);
    item.decode(attribute.name, attribute.value);
  }
  return Item(kept);
}

}  // namespace shardbook
