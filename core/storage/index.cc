#include "storage/index.h"

#include <algorithm>

namespace shardbook {

namespace {

/// Returns false if a key attribute is missing or not usable as a key: of another type than declared, empty or too long.
bool decode_keys(const std::vector<KeyAttribute>& keys, std::size_t most_bytes, const Item& item, std::vector<AttributeValue>& out) {
  std::size_t bytes = 0;
  for (const KeyAttribute& key : keys) {
    AttributeValue& value = out.emplace_back();
    if (!item.decode(key.name, value) || value.type() != key.type) return false;
    const std::size_t size = size_of(value);
    bytes += size;
    if (size == 0 || bytes > most_bytes) return false;
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

std::optional<std::string> entry_key(const Index& index, const Item& item, std::string_view item_key) {
  if (!item.exists()) return std::nullopt;
  std::vector<AttributeValue> hash;
  std::vector<AttributeValue> range;
  if (!decode_keys(index.keys.hash, kMostIndexHashBytes, item, hash)) return std::nullopt;
  if (!decode_keys(index.keys.range, kMostIndexRangeBytes, item, range)) return std::nullopt;
  std::vector<const AttributeValue*> parts;
  for (const AttributeValue& value : hash) parts.push_back(&value);
  std::string key = item_key_prefix(parts);
  for (const AttributeValue& value : range) append_range_key(key, value);
  return key += item_key;
}

std::vector<std::string> entry_key_names(const IndexKeySchema& index_keys, const KeySchema& table_keys) {
  std::vector<std::string> names;
  const auto add_once = [&](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const KeyAttribute& key : index_keys.hash) add_once(key.name);
  for (const KeyAttribute& key : index_keys.range) add_once(key.name);
  add_once(table_keys.hash.name);
  if (table_keys.range) add_once(table_keys.range->name);
  return names;
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

void fill(Index& index, const KeySchema& table_keys, const Tree<Item>& items) {
  for (auto at = items.first(); at.valid(); at.next()) {
    if (auto key = entry_key(index, at.value(), at.key())) index.entries.put(*key, entry_of(index, table_keys, at.value()));
  }
}

}  // namespace shardbook
