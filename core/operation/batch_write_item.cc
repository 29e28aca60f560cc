#include <set>

#include "call/table_lookup.h"
#include "item/index_keys.h"
#include "item/item_address.h"
#include "item/item_collection.h"
#include "item/item_write.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/batch_inputs.h"
#include "throughput/throttle.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

constexpr std::size_t kMostWrites = 25;

/// A put or, if there is no item, a delete.
struct Write {
  const std::string* table;
  const WriteRequest* request;
  const AttributeMap* attributes;  // of the item or its key
  ItemWrite write;
};

/// The checks that do not need the table.
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

/// Returns the key attributes of an item being put.
AttributeMap key_in(const KeySchema& keys, const AttributeMap& item) {
  AttributeMap key;
  for (const Attribute& attribute : item) {
    if (keys.has(attribute.name)) key.push_back(attribute);
  }
  return key;
}

Result<Write> write_of(Table& table, const std::string& name, const WriteRequest& request) {
  if (request.delete_request) {
    ASSIGN_OR_RETURN(std::string address, key_address(table, request.delete_request->key->attributes));
    return Write{&name, &request, &request.delete_request->key->attributes, ItemWrite(table, name, std::move(address), Item())};
  }
  const AttributeMap& item = request.put_request->item->attributes;
  ASSIGN_OR_RETURN(std::string address, key_address(table, key_in(table.keys, item)));
  RETURN_IF_ERROR(check_index_keys(table, item));
  return Write{&name, &request, &item, ItemWrite(table, name, std::move(address), Item(item))};
}

Result<std::vector<Write>> writes_of(Context& context, const BatchWriteItemInput& input) {
  std::vector<Write> writes;
  for (const auto& [name, requests] : *input.request_items) {
    ASSIGN_OR_RETURN(Table * table, find_table(context, name));
    std::set<std::string> addresses;
    for (const WriteRequest& request : requests) {
      ASSIGN_OR_RETURN(Write write, write_of(*table, name, request));
      if (!addresses.insert(write.write.address()).second) return validation_exception("Provided list of item keys contains duplicates");
      RETURN_IF_ERROR(write.write.check_collection());
      writes.push_back(std::move(write));
    }
  }
  return writes;
}

Status admit(Context& context, const ItemWrite& write) {
  RETURN_IF_ERROR(write.admit(context));
  return write.admit_entries(context);
}

/// Requests that were throttled. Throttling fails the batch only if nothing got through.
class Unprocessed {
 public:
  void add(const Write& write, Error fault) {
    if (tables_.empty() || tables_.back().first != write.table) tables_.emplace_back(write.table, std::string());
    std::string& requests = tables_.back().second;
    requests += requests.empty() ? "" : ",";
    requests += write.request->put_request ? R"({"PutRequest":{"Item":)" : R"({"DeleteRequest":{"Key":)";
    requests += to_json(*write.attributes) + "}}";
    fault_ = std::move(fault);
    ++size_;
  }

  std::size_t size() const { return size_; }
  const Error& fault() const { return fault_; }
  std::string json() const {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    for (const auto& [name, requests] : tables_) json.key(*name).raw("[" + requests + "]");
    json.end_object();
    return out;
  }

 private:
  std::vector<std::pair<const std::string*, std::string>> tables_;
  std::size_t size_ = 0;
  Error fault_;
};

}  // namespace

Result<std::string> batch_write_item(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const BatchWriteItemInput input, read_request<BatchWriteItemInput>(body, kBatchWriteItemInput, context.layer));
  if (input.request_items->empty()) return validation_exception("The requestItems parameter is required for BatchWriteItem");
  std::size_t count = 0;
  for (const auto& [name, requests] : *input.request_items) count += requests.size();
  if (count > kMostWrites) return validation_exception("Too many items requested for the BatchWriteItem call");
  for (const auto& [name, requests] : *input.request_items) {
    for (const WriteRequest& request : requests) RETURN_IF_ERROR(check_request(request));
  }
  ASSIGN_OR_RETURN(std::vector<Write> writes, writes_of(context, input));

  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  ItemCollectionMetrics metrics(input.return_item_collection_metrics);
  Unprocessed unprocessed;
  for (const Write& write : writes) {
    if (Status status = admit(context, write.write); !status) {
      unprocessed.add(write, std::move(status).error());
      continue;
    }
    write.write.charge(capacity);
    write.write.commit(context, &capacity);
    metrics.add(write.write, *write.attributes);
  }
  if (unprocessed.size() == writes.size()) return unprocessed.fault();

  std::string out;
  JsonWriter json(out);
  json.begin_object().key("UnprocessedItems").raw(unprocessed.json());
  capacity.append_list_to(json, false);
  metrics.append_map_to(json);
  json.end_object();
  return out;
}

}  // namespace shardbook
