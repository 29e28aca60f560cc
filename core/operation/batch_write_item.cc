#include "operation/batch_write_item.h"

#include <set>

#include "operation/conditional_write.h"
#include "operation/index_keys.h"
#include "operation/item_address.h"
#include "operation/item_collection.h"
#include "operation/write.h"
#include "protocol/batch_inputs.h"
#include "protocol/read_request.h"

namespace shardbook {

namespace {

constexpr std::size_t kMostWrites = 25;

/// A put or, without an item, a delete.
struct Write {
  const std::string* table;
  const AttributeMap* attributes;  // of the item or of its key
  std::string address;
  Item after;
};

/// How the newer layer counts.
Status check_counts(const BatchWriteItemInput& input) {
  if (!input.request_items) return {};
  if (input.request_items->empty()) return validation_exception("The requestItems parameter is required for BatchWriteItem");
  for (const auto& [table, requests] : *input.request_items) {
    if (!requests.empty()) continue;
    return validation_exception("1 validation error detected: Value at 'requestItems." + table +
                                ".member' failed to satisfy constraint: Member must have length greater than or equal to 1");
  }
  return {};
}

/// What does not need the table.
Status check_request(const WriteRequest& request) {
  if (request.put_request.has_value() == request.delete_request.has_value()) {
    return validation_exception(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
  }
  const ReadAttributes& attributes = request.put_request ? *request.put_request->item : *request.delete_request->key;
  if (attributes.fault) return *attributes.fault;
  if (request.put_request && size_of(attributes.attributes) > kMostItemBytes) {
    return validation_exception("Item size has exceeded the maximum allowed size");
  }
  return {};
}

/// The key part of an item that is put.
AttributeMap key_in(const KeySchema& keys, const AttributeMap& item) {
  AttributeMap key;
  for (const Attribute& attribute : item) {
    if (keys.has(attribute.name)) key.push_back(attribute);
  }
  return key;
}

Result<Write> write_of(const Table& table, const std::string& name, const WriteRequest& request) {
  if (request.delete_request) {
    ASSIGN_OR_RETURN(std::string address, key_address(table, request.delete_request->key->attributes));
    return Write{&name, &request.delete_request->key->attributes, std::move(address), Item()};
  }
  const AttributeMap& item = request.put_request->item->attributes;
  ASSIGN_OR_RETURN(std::string address, key_address(table, key_in(table.keys, item)));
  RETURN_IF_ERROR(check_index_keys(table, item));
  return Write{&name, &item, std::move(address), Item(item)};
}

Result<std::vector<Write>> writes_of(Context& context, const BatchWriteItemInput& input) {
  std::vector<Write> writes;
  for (const auto& [name, requests] : *input.request_items) {
    ASSIGN_OR_RETURN(const Table* table, find_table(context, name));
    std::set<std::string> addresses;
    for (const WriteRequest& request : requests) {
      ASSIGN_OR_RETURN(Write write, write_of(*table, name, request));
      if (!addresses.insert(write.address).second) return validation_exception("Provided list of item keys contains duplicates");
      RETURN_IF_ERROR(check_item_collection(*table, write.address, find_item(*table, write.address), write.after));
      writes.push_back(std::move(write));
    }
  }
  return writes;
}

}  // namespace

Result<std::string> batch_write_item(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const BatchWriteItemInput input,
                   read_request<BatchWriteItemInput>(body, kBatchWriteItemInput, context.layer, check_counts));
  std::size_t count = 0;
  for (const auto& [name, requests] : *input.request_items) count += requests.size();
  if (count > kMostWrites) return validation_exception("Too many items requested for the BatchWriteItem call");
  for (const auto& [name, requests] : *input.request_items) {
    for (const WriteRequest& request : requests) RETURN_IF_ERROR(check_request(request));
  }
  ASSIGN_OR_RETURN(std::vector<Write> writes, writes_of(context, input));

  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  ItemCollectionMetrics metrics(input.return_item_collection_metrics);
  for (Write& write : writes) {
    Table& table = edit_table(context, *write.table);
    const Item before = find_item(table, write.address);
    capacity.write(*write.table, heat_of(context, *write.table, write.address), write_units_between(before, write.after));
    capacity.write_indexes(*write.table, write_item(context, table, write.address, before, std::move(write.after), 0));
    metrics.add(*write.table, table, write.address, *write.attributes);
  }

  std::string out;
  JsonWriter json(out);
  json.begin_object().key("UnprocessedItems").begin_object().end_object();
  capacity.append_list_to(json, false);
  metrics.append_map_to(json);
  json.end_object();
  return out;
}

}  // namespace shardbook
