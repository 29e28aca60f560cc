#include "item/index_keys.h"

#include "item/item_collection.h"
#include "value/name_order.h"

namespace shardbook {

namespace {

/// The service checks indexes in order of their names.
std::vector<const Index*> by_name(const Table& table) {
  NameOrder names;
  for (const Index& index : table.indexes) names.add(index.name);
  names.sort();
  std::vector<const Index*> indexes;
  for (const auto& [name, place] : names.entries()) {
    if (table.indexes[place].status != IndexStatus::deleting) indexes.push_back(&table.indexes[place]);
  }
  return indexes;
}

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

Error type_mismatch(const Index& index, const KeyAttribute& key, AttributeType actual) {
  return invalid("Type mismatch for Index Key " + key.name + " Expected: " + std::string(name_of(key.type)) +
                 " Actual: " + std::string(name_of(actual)) + " IndexName: " + index.name);
}

std::string empty_value(const AttributeValue& value) {
  return std::string("The AttributeValue for a key attribute cannot contain an empty ") + (value.s() != nullptr ? "string" : "binary") +
         " value.";
}

bool is_empty(const AttributeValue& value) { return value.n() == nullptr && size_of(value) == 0; }

/// Returns the total size of a key's parts.
std::size_t bytes_of(const std::vector<KeyAttribute>& keys, const AttributeMap& item) {
  std::size_t bytes = 0;
  for (const KeyAttribute& key : keys) {
    if (const AttributeValue* value = find_attribute(item, key.name)) bytes += size_of(*value);
  }
  return bytes;
}

Status check_sizes(const Index& index, const AttributeMap& item) {
  if (bytes_of(index.keys.hash, item) > kMostIndexHashBytes) {
    return invalid("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }
  if (bytes_of(index.keys.range, item) > kMostIndexRangeBytes) {
    return invalid("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }
  return {};
}

/// Visits hash keys before range keys.
Status for_each_key(const Index& index, const auto& check) {
  for (const KeyAttribute& key : index.keys.hash) RETURN_IF_ERROR(check(index, key));
  for (const KeyAttribute& key : index.keys.range) RETURN_IF_ERROR(check(index, key));
  return {};
}

/// Without entries, the item's own limit applies alone.
bool is_too_large(const Table& table, const AttributeMap& attributes) {
  if (!table.has_local_indexes()) return false;
  const Item item(attributes);
  const std::uint64_t bytes = bytes_with_local_entries(table, item);
  return bytes > item.size() && bytes > kMostItemBytes;
}

}  // namespace

Status check_index_keys(const Table& table, const AttributeMap& item) {
  if (table.indexes.empty()) return {};
  const auto check = [&](const Index& index, const KeyAttribute& key) -> Status {
    const AttributeValue* value = find_attribute(item, key.name);
    if (value == nullptr) return {};
    if (value->type() != key.type) return type_mismatch(index, key, value->type());
    if (!is_empty(*value)) return {};
    return validation_exception(
        "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " + empty_value(*value) +
            " IndexName: " + index.name + ", IndexKey: " + key.name,
        Cause::empty_key);
  };
  for (const Index* index : by_name(table)) {
    RETURN_IF_ERROR(for_each_key(*index, check));
    RETURN_IF_ERROR(check_sizes(*index, item));
  }
  if (is_too_large(table, item)) return validation_exception("Item size has exceeded the maximum allowed size");
  return {};
}

Status check_index_key_values(const Table& table, const Update& update) {
  if (table.indexes.empty()) return {};
  const auto check = [&](const Index& index, const KeyAttribute& key) -> Status {
    for (const Update::Action& action : update.actions) {
      const bool sets_key = action.section == Update::Section::set && !action.path.is_nested() && action.path.top() == key.name;
      if (!sets_key || action.arithmetic != 0 || action.value.kind != Operand::Kind::value) continue;
      if (action.value.value().type() != key.type) return type_mismatch(index, key, action.value.value().type());
    }
    return {};
  };
  for (const Index* index : by_name(table)) RETURN_IF_ERROR(for_each_key(*index, check));
  return {};
}

Status check_updated_index_keys(const Table& table, const Item& before, const AttributeMap& after) {
  if (table.indexes.empty()) return {};
  ItemReader reader(before);
  bool changes = false;
  const auto check = [&](const Index&, const KeyAttribute& key) -> Status {
    const AttributeValue* value = find_attribute(after, key.name);
    const AttributeValue* present = reader.find(key.name);
    if (value == nullptr || (present != nullptr && *present == *value)) return {};
    changes = true;
    if (value->type() != key.type) {
      return validation_exception("The update expression attempted to update the secondary index key to unsupported type");
    }
    if (!is_empty(*value)) return {};
    return validation_exception(
        "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is "
        "not supported. " +
        empty_value(*value));
  };
  for (const Index* index : by_name(table)) {
    changes = false;
    RETURN_IF_ERROR(for_each_key(*index, check));
    if (changes) RETURN_IF_ERROR(check_sizes(*index, after));
  }
  if (is_too_large(table, after)) return update_too_large();
  return {};
}

}  // namespace shardbook
