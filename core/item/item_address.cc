#include "item/item_address.h"

#include "item/index_keys.h"

namespace shardbook {

namespace {

constexpr std::size_t kMostHashBytes = 2048;
constexpr std::size_t kMostRangeBytes = 1024;

Status check_sizes(const KeySchema& schema, const AttributeValue& hash, const AttributeValue* range) {
  RETURN_IF_ERROR(check_not_empty(schema.hash, hash));
  if (range != nullptr) RETURN_IF_ERROR(check_not_empty(*schema.range, *range));
  RETURN_IF_ERROR(check_hash_size(hash));
  return range == nullptr ? Status() : check_range_size(*range);
}

Result<std::string> address(const KeySchema& schema, const AttributeValue& hash, const AttributeValue* range) {
  RETURN_IF_ERROR(check_sizes(schema, hash, range));
  return item_key(hash, range);
}

/// Returns the value of a key attribute in `item`.
Result<const AttributeValue*> key_in_item(const KeyAttribute& key, const AttributeMap& item) {
  const AttributeValue* value = find_attribute(item, key.name);
  if (value == nullptr) {
    return validation_exception("One or more parameter values were invalid: Missing the key " + key.name + " in the item",
                                Cause::key_schema);
  }
  if (value->type() != key.type) {
    return validation_exception("One or more parameter values were invalid: Type mismatch for key " + key.name +
                                    " expected: " + std::string(name_of(key.type)) + " actual: " + std::string(name_of(value->type())),
                                Cause::key_schema);
  }
  return value;
}

bool matches(const KeyAttribute& key, const AttributeValue* value) { return value != nullptr && value->type() == key.type; }

}  // namespace

Status check_not_empty(const KeyAttribute& key, const AttributeValue& value) {
  if (value.n() != nullptr || size_of(value) > 0) return {};
  const std::string kind = value.s() != nullptr ? "string" : "binary";
  return validation_exception(
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty " + kind +
          " value. Key: " + key.name,
      Cause::empty_key);
}

Status check_hash_size(const AttributeValue& value) {
  if (size_of(value) <= kMostHashBytes) return {};
  return validation_exception(
      "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes");
}

Status check_range_size(const AttributeValue& value) {
  if (size_of(value) <= kMostRangeBytes) return {};
  return validation_exception(
      "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
}

Result<std::string> key_address(const Table& table, const AttributeMap& key) {
  const KeySchema& schema = table.keys;
  const AttributeValue* hash = find_attribute(key, schema.hash.name);
  const AttributeValue* range = schema.range ? find_attribute(key, schema.range->name) : nullptr;
  const std::size_t expected = schema.range ? 2 : 1;
  if (key.size() != expected || !matches(schema.hash, hash) || (schema.range && !matches(*schema.range, range))) {
    return validation_exception("The provided key element does not match the schema", Cause::key_schema);
  }
  return address(schema, *hash, range);
}

Result<std::string> item_address(const Table& table, const AttributeMap& item) {
  const AttributeValue* range = nullptr;
  ASSIGN_OR_RETURN(const AttributeValue* hash, key_in_item(table.keys.hash, item));
  if (table.keys.range) {
    ASSIGN_OR_RETURN(range, key_in_item(*table.keys.range, item));
  }
  ASSIGN_OR_RETURN(std::string place, address(table.keys, *hash, range));
  RETURN_IF_ERROR(check_index_keys(table, item));
  return place;
}

Item find_item(const Table& table, std::string_view address) { return table.items.find(address); }

}  // namespace shardbook
