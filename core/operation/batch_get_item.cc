#include <algorithm>
#include <map>

#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/batch_inputs.h"
#include "request/legacy_parameters.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

constexpr std::size_t kMostKeys = 100;
constexpr std::uint64_t kMostBytes = 16ULL * 1024 * 1024;
/// How much a batch may read from one partition.
constexpr std::uint64_t kMostBytesOfPartition = 1024ULL * 1024 + 400ULL * 1024 - 3;

/// The reads of one table.
struct Reads {
  const std::string* name;
  const KeysAndAttributes* request;
  std::optional<Projection> projection = {};
  Table* table = nullptr;
  std::vector<std::string> addresses = {};
};

/// Equal for equal values, and rarely for others of key types.
std::string likeness(const AttributeValue& value) {
  if (const auto* number = value.n()) return number->text();
  if (const auto* text = value.s()) return *text;
  return value.b() != nullptr ? value.b()->bytes : std::string();
}

std::size_t likeness(const AttributeMap& key) {
  std::size_t sum = 0;  // independent of order
  for (const Attribute& attribute : key) sum += std::hash<std::string>()(likeness(attribute.value));
  return sum;
}

/// Compares keys including the scale of numbers: 1 and 1.0 are different keys here.
bool are_duplicates(const AttributeMap& a, const AttributeMap& b) {
  if (!equal_maps(a, b)) return false;
  MapSearch search;
  return std::all_of(a.begin(), a.end(), [&](const Attribute& attribute) {
    const Number* number = attribute.value.n();
    return number == nullptr || number->scale() == search.find(b, attribute.name)->n()->scale();
  });
}

Status check_duplicates(const std::vector<ReadAttributes>& keys) {
  std::vector<std::size_t> likenesses;
  for (const ReadAttributes& key : keys) likenesses.push_back(likeness(key.attributes));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (likenesses[i] == likenesses[j] && are_duplicates(keys[i].attributes, keys[j].attributes)) {
        return validation_exception("Provided list of item keys contains duplicates");
      }
    }
  }
  return {};
}

/// The newer layer checks all tables together.
Status check_one_style(const OrderedMap<KeysAndAttributes>& requests) {
  bool legacy = false;
  bool expressions = false;
  for (const auto& [table, request] : requests) {
    legacy = legacy || request.attributes_to_get;
    expressions = expressions || request.projection_expression;
  }
  return check_not_mixed({{"AttributesToGet", legacy}}, {{"ProjectionExpression", expressions}});
}

Result<Reads> reads_of(const Context& context, const std::string& name, const KeysAndAttributes& request) {
  RETURN_IF_ERROR(check_not_mixed({{"AttributesToGet", request.attributes_to_get.has_value()}},
                                  {{"ProjectionExpression", request.projection_expression.has_value()}}));
  const std::optional<ReadAttributes> no_values;
  RequestExpressions expressions(context.layer, request.expression_attribute_names, no_values);
  RETURN_IF_ERROR(expressions.check_given({}, &request.projection_expression));
  for (const ReadAttributes& key : *request.keys) {
    if (key.fault) return *key.fault;
  }
  Reads reads{&name, &request};
  ASSIGN_OR_RETURN(reads.projection, attributes_to_get(request.attributes_to_get));
  RETURN_IF_ERROR(expressions.check_placeholders());
  if (request.projection_expression) {
    ASSIGN_OR_RETURN(reads.projection, expressions.projection(request.projection_expression));
  }
  RETURN_IF_ERROR(expressions.check_all_used());
  RETURN_IF_ERROR(check_duplicates(*request.keys));
  return reads;
}

Status find_addresses(Context& context, Reads& reads) {
  ASSIGN_OR_RETURN(reads.table, find_table(context, *reads.name));
  for (const ReadAttributes& key : *reads.request->keys) {
    ASSIGN_OR_RETURN(std::string address, key_address(*reads.table, key.attributes));
    reads.addresses.push_back(std::move(address));
  }
  if (reads.projection) return check_key_paths(*reads.table, reads.projection->paths());
  return {};
}

/// Reads until the batch or a partition has reached its limit; remaining keys are returned as unprocessed.
class BatchReader {
 public:
  BatchReader(Context& context, ConsumedCapacity& capacity) : context_(context), capacity_(capacity) {}

  void read(const Reads& reads) {
    responses_ += (responses_.size() == 1 ? "" : ",") + quoted(*reads.name) + ":[";
    std::string left;
    bool first = true;
    for (std::size_t i = 0; i < reads.addresses.size(); ++i) {
      const Item item = find_item(*reads.table, reads.addresses[i]);
      if (!admit(reads, reads.addresses[i], item)) {
        left += (left.empty() ? "" : ",") + to_json((*reads.request->keys)[i].attributes);
        continue;
      }
      account(reads, reads.addresses[i], item);
      if (!item.exists()) continue;
      ++context_.tally.returned;
      if (!std::exchange(first, false)) responses_ += ',';
      if (reads.projection) {
        append_json(responses_, project(*reads.projection, item));
      } else {
        responses_ += item.json();
      }
    }
    responses_ += ']';
    if (!left.empty()) leave(reads, left);
  }

  /// Throttling fails the batch only if nothing got through.
  Result<std::string> response() {
    if (throttled_ && !processed_) return *throttled_;
    responses_ += '}';
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("Responses").raw(responses_).key("UnprocessedKeys").raw("{" + unprocessed_ + "}");
    capacity_.append_list_to(json, false);
    json.end_object();
    return out;
  }

 private:
  static std::string quoted(const std::string& text) {
    std::string out;
    append_json_string(out, text);
    return out;
  }

  bool admit(const Reads& reads, const std::string& address, const Item& item) {
    if (Status status = throttle_read(context_, *reads.table, nullptr, address); !status) {
      throttled_ = std::move(status).error();
      return false;
    }
    processed_ = true;
    if (!item.exists()) return true;
    std::uint64_t& of_partition = bytes_[{reads.table->id, partition_number(*reads.table, address)}];
    if (all_bytes_ + item.size() > kMostBytes || of_partition + item.size() > kMostBytesOfPartition) return false;
    all_bytes_ += item.size();
    of_partition += item.size();
    return true;
  }

  static std::uint32_t partition_number(const Table& table, const std::string& address) {
    return table.partition_of(hash_of_item_key(address)).number;
  }

  void account(const Reads& reads, const std::string& address, const Item& item) {
    const double units = read_units(item.exists() ? item.size() : 0, reads.request->consistent_read.value_or(false));
    capacity_.read(*reads.name, *reads.table, address, units);
    ++context_.tally.scanned;
  }

  void leave(const Reads& reads, const std::string& keys) {
    if (!unprocessed_.empty()) unprocessed_ += ',';
    unprocessed_ += quoted(*reads.name) + ":";
    const KeysAndAttributes& request = *reads.request;
    JsonWriter json(unprocessed_);
    json.begin_object().key("Keys").raw("[" + keys + "]");
    if (request.consistent_read) json.key("ConsistentRead").boolean(*request.consistent_read);
    if (request.attributes_to_get) {
      json.key("AttributesToGet").begin_array();
      for (const std::string& name : *request.attributes_to_get) json.string(name);
      json.end_array();
    }
    if (request.projection_expression) json.key("ProjectionExpression").string(*request.projection_expression);
    if (request.expression_attribute_names) {
      json.key("ExpressionAttributeNames").begin_object();
      for (const auto& [placeholder, name] : *request.expression_attribute_names) json.key(placeholder).string(name);
      json.end_object();
    }
    json.end_object();
  }

  Context& context_;
  ConsumedCapacity& capacity_;
  std::map<std::pair<std::string, std::uint32_t>, std::uint64_t> bytes_;  // by table id and partition
  std::uint64_t all_bytes_ = 0;
  std::optional<Error> throttled_;
  bool processed_ = false;
  std::string responses_ = "{";  // not yet closed
  std::string unprocessed_;
};

}  // namespace

Result<std::string> batch_get_item(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const BatchGetItemInput input, read_request<BatchGetItemInput>(body, kBatchGetItemInput, context.layer));
  if (context.layer == ValidationLayer::newer) RETURN_IF_ERROR(check_one_style(*input.request_items));
  std::vector<Reads> all;
  std::size_t keys = 0;
  for (const auto& [name, request] : *input.request_items) {
    keys += request.keys->size();
    if (keys > kMostKeys) return validation_exception("Too many items requested for the BatchGetItem call");
    ASSIGN_OR_RETURN(Reads reads, reads_of(context, name, request));
    all.push_back(std::move(reads));
  }
  for (Reads& reads : all) RETURN_IF_ERROR(find_addresses(context, reads));

  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  BatchReader reader(context, capacity);
  for (const Reads& reads : all) reader.read(reads);
  return reader.response();
}

}  // namespace shardbook
