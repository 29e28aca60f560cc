#include <set>

#include "call/set_order.h"
#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/key_paths.h"
#include "operation/operations.h"
#include "protocol/constraints.h"
#include "protocol/read_request.h"
#include "request/batch_inputs.h"
#include "request/request_expressions.h"
#include "throughput/capacity.h"
#include "throughput/throttle.h"
#include "transaction/cancellation.h"
#include "transaction/limits.h"
#include "transaction/set_faults.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

/// A read as it progresses: received, then with its item located.
struct Read {
  const Get* request;
  std::optional<Projection> projection;
  Table* table = nullptr;
  std::string address;
};

/// Checks everything that does not need the table. Names may be given without an expression.
Result<Read> read_of(const Context& context, const Get& get) {
  if (get.key->fault) return *get.key->fault;
  const std::optional<ReadAttributes> no_values;
  RequestExpressions expressions(context.layer, get.expression_attribute_names, no_values);
  RETURN_IF_ERROR(expressions.check_placeholders());
  Read read{&get, {}, nullptr, {}};
  ASSIGN_OR_RETURN(read.projection, expressions.projection(get.projection_expression));
  if (read.projection) RETURN_IF_ERROR(expressions.check_all_used());
  return read;
}

Result<std::vector<Read>> reads_of(const Context& context, const TransactGetItemsInput& input) {
  RETURN_IF_ERROR(check_constraints(kTransactGetTableNames, context.layer, &input));
  for (const TransactGetItem& item : *input.transact_items) {
    if (auto found = set_fault_in(*item.get->key)) return std::move(found->fault);
  }
  std::vector<Read> reads;
  for (const TransactGetItem& item : *input.transact_items) {
    ASSIGN_OR_RETURN(Read read, read_of(context, *item.get));
    reads.push_back(std::move(read));
  }
  return reads;
}

/// Returns where the read's item is stored; fails if its key or a path of its projection does not fit the table.
Result<std::string> place_of(const Table& table, const Read& read) {
  ASSIGN_OR_RETURN(std::string address, key_address(table, read.request->key->attributes));
  if (read.projection) RETURN_IF_ERROR(check_key_paths(table, read.projection->paths()));
  return address;
}

/// Finds tables and items. Reports only the first of the reads that do not fit their tables.
Status locate(Context& context, std::vector<Read>& reads) {
  std::set<std::string> places;
  std::optional<Error> cancellation;
  for (std::size_t i = 0; i < reads.size(); ++i) {
    Read& read = reads[i];
    ASSIGN_OR_RETURN(read.table, find_table(context, *read.request->table_name));
    Result<std::string> address = place_of(*read.table, read);
    if (!address) {
      if (!cancellation) cancellation = canceled_by(address.error(), i, reads.size());
      continue;
    }
    read.address = std::move(address).value();
    if (!places.insert(read.table->name + '/' + read.address).second) {
      return validation_exception("Transaction request cannot include multiple operations on one item");
    }
  }
  return cancellation ? Status(*std::move(cancellation)) : Status();
}

Status throttle(Context& context, const std::vector<Read>& reads) {
  Cancellation cancellation;
  for (const Read& read : reads) cancellation.add(throttle_read(context, *read.table, nullptr, read.address));
  return cancellation.status();
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
  ASSIGN_OR_RETURN(std::vector<Read> reads, reads_of(context, input));
  RETURN_IF_ERROR(locate(context, reads));
  RETURN_IF_ERROR(throttle(context, reads));
  RETURN_IF_ERROR(check_bytes(reads));

  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Responses").begin_array();
  for (const Read& read : reads) {
    const Item item = with_sets_in(transaction_set_order(context.region), find_item(*read.table, read.address));
    const double units = kTransactionCost * read_units(item.exists() ? item.size() : 0, true);
    capacity.read(*read.request->table_name, *read.table, read.address, units);
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
