#include <set>

#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/batch_inputs.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"
#include "transaction/cancellation.h"
#include "transaction/limits.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

struct Read {
  const std::string* name;
  Table* table = nullptr;
  std::string address;
  std::optional<Projection> projection;
};

Result<Read> read_of(Context& context, const Get& get) {
  const std::optional<ReadAttributes> no_values;
  RequestExpressions expressions(context.layer, get.expression_attribute_names, no_values);
  RETURN_IF_ERROR(expressions.check_given({}, &get.projection_expression));
  RETURN_IF_ERROR(expressions.check_placeholders());
  Read read{&*get.table_name};
  ASSIGN_OR_RETURN(read.projection, expressions.projection(get.projection_expression));
  RETURN_IF_ERROR(expressions.check_all_used());
  ASSIGN_OR_RETURN(read.table, find_table(context, *get.table_name));
  ASSIGN_OR_RETURN(read.address, key_address(*read.table, get.key->attributes));
  if (read.projection) RETURN_IF_ERROR(check_key_paths(*read.table, read.projection->paths()));
  RETURN_IF_ERROR(throttle_read(context, *read.table, nullptr, read.address));
  return read;
}

Result<std::vector<Read>> reads_of(Context& context, const TransactGetItemsInput& input) {
  std::vector<Read> reads;
  std::set<std::string> places;
  Cancellation cancellation;
  for (const TransactGetItem& item : *input.transact_items) {
    if (item.get->key->fault) return *item.get->key->fault;
    Result<Read> read = read_of(context, *item.get);
    if (!read) {
      if (read.error().cause == Cause::not_found) return std::move(read).error();
      cancellation.add_failure(read.error());
      continue;
    }
    cancellation.add_none();
    if (!places.insert(read->table->name + '/' + read->address).second) {
      return validation_exception("Transaction request cannot include multiple operations on one item");
    }
    reads.push_back(std::move(read).value());
  }
  RETURN_IF_ERROR(cancellation.status());
  return reads;
}

Status check_bytes(const std::vector<Read>& reads) {
  std::uint64_t bytes = 0;
  for (const Read& read : reads) {
    const Item item = find_item(*read.table, read.address);
    if (item.exists()) bytes += item.size();
  }
  return check_transaction_bytes(bytes);
}

}  // namespace

Result<std::string> transact_get_items(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TransactGetItemsInput input, read_request<TransactGetItemsInput>(body, kTransactGetItemsInput, context.layer));
  ASSIGN_OR_RETURN(const std::vector<Read> reads, reads_of(context, input));
  RETURN_IF_ERROR(check_bytes(reads));

  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Responses").begin_array();
  for (const Read& read : reads) {
    const Item item = find_item(*read.table, read.address);
    const double units = kTransactionCost * read_units(item.exists() ? item.size() : 0, true);
    capacity.read(*read.name, *read.table, read.address, units);
    ++context.tally.scanned;
    json.begin_object();
    if (item.exists()) {
      ++context.tally.returned;
      json.key("Item").raw(read.projection ? to_json(project(*read.projection, item)) : std::string(item.json()));
    }
    json.end_object();
  }
  json.end_array();
  capacity.append_list_to(json, true);
  json.end_object();
  return out;
}

}  // namespace shardbook
