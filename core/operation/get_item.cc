#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/item_inputs.h"
#include "request/legacy_parameters.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"
#include "value/attribute_json.h"

namespace shardbook {

Result<std::string> get_item(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const GetItemInput input, read_request<GetItemInput>(body, kGetItemInput, context.layer));
  RETURN_IF_ERROR(check_not_mixed({{"AttributesToGet", input.attributes_to_get.has_value()}},
                                  {{"ProjectionExpression", input.projection_expression.has_value()}}));
  const std::optional<ReadAttributes> no_values;
  RequestExpressions expressions(context.layer, input.expression_attribute_names, no_values);
  RETURN_IF_ERROR(expressions.check_given({}, &input.projection_expression));
  if (input.key->fault) return *input.key->fault;
  ASSIGN_OR_RETURN(auto projection, attributes_to_get(input.attributes_to_get));
  RETURN_IF_ERROR(expressions.check_placeholders());
  if (input.projection_expression) {
    ASSIGN_OR_RETURN(projection, expressions.projection(input.projection_expression));
  }
  RETURN_IF_ERROR(expressions.check_all_used());
  ASSIGN_OR_RETURN(Table * table, find_table(context, *input.table_name));
  ASSIGN_OR_RETURN(const std::string address, key_address(*table, input.key->attributes));
  if (projection) RETURN_IF_ERROR(check_key_paths(*table, projection->paths()));

  RETURN_IF_ERROR(throttle_read(context, *table, nullptr, address));
  const Item item = find_item(*table, address);
  ConsumedCapacity capacity(context, input.return_consumed_capacity);
  const double units = read_units(item.exists() ? item.size() : 0, input.consistent_read.value_or(false));
  capacity.read(*input.table_name, *table, address, units);
  context.tally.scanned = context.tally.returned = item.exists() ? 1 : 0;

  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (item.exists() && projection) {
    json.key("Item").raw(to_json(project(*projection, item)));
  } else if (item.exists()) {
    json.key("Item").raw(item.json());
  }
  capacity.append_to(json);
  json.end_object();
  return out;
}

}  // namespace shardbook
