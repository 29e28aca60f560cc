#include "transaction/requested_write.h"

#include <utility>

#include "protocol/constraints.h"
#include "request/request_expressions.h"
#include "transaction/limits.h"
#include "transaction/set_faults.h"
#include "value/item.h"

namespace shardbook {

namespace {

using Kind = RequestedWrite::Kind;

Result<RequestedWrite> chosen(const TransactWriteItem& item) {
  const std::pair<Kind, const std::optional<TransactAction>*> choices[] = {
      {Kind::condition_check, &item.condition_check}, {Kind::put, &item.put}, {Kind::delete_, &item.delete_}, {Kind::update, &item.update}};
  RequestedWrite write;
  for (const auto& [kind, request] : choices) {
    if (!*request) continue;
    if (write.request != nullptr) return validation_exception("TransactItems can only contain one of Check, Put, Update or Delete");
    write.kind = kind;
    write.request = &**request;
  }
  if (write.request != nullptr) return write;
  return validation_exception("Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
}

Status check_sets(const RequestedWrite& write) {
  if (auto found = set_fault_in(write.key_or_item())) return std::move(found->fault);
  const auto& values = write.request->expression_attribute_values;
  auto found = values ? set_fault_in(*values) : std::nullopt;
  return found ? Status(invalid_expression_value(std::move(found->fault), found->attribute)) : Status();
}

/// In us-east-1 a Put or Delete may have unused values; unused names are allowed everywhere.
Status check_values_given(const Context& context, const TransactAction& request) {
  const std::optional<NameMap> no_names;
  if (context.region == "us-east-1" || request.update_expression) return {};
  return RequestExpressions(context.layer, no_names, request.expression_attribute_values)
      .check_given({{"ConditionExpression", &request.condition_expression}});
}

Status check_sizes(const RequestedWrite& write, ValidationLayer layer) {
  const TransactAction& request = *write.request;
  if (request.update_expression) RETURN_IF_ERROR(check_expression_size(ExpressionKind::update, *request.update_expression, layer));
  if (request.condition_expression) RETURN_IF_ERROR(check_expression_size(ExpressionKind::condition, *request.condition_expression, layer));
  if (write.kind != Kind::put || size_of(request.item->attributes) <= kMostItemBytes) return {};
  return validation_exception("Item size has exceeded the maximum allowed size");
}

Status read_expressions(const Context& context, RequestedWrite& write) {
  const TransactAction& request = *write.request;
  RequestExpressions expressions(context.layer, request.expression_attribute_names, request.expression_attribute_values);
  RETURN_IF_ERROR(expressions.check_placeholders());
  if (request.update_expression) {
    ASSIGN_OR_RETURN(write.update, parse_update(*request.update_expression, expressions.placeholders()));
  }
  ASSIGN_OR_RETURN(write.condition, expressions.condition(ExpressionKind::condition, request.condition_expression));
  return write.update || write.condition ? expressions.check_all_used() : Status();
}

Status check(const Context& context, RequestedWrite& write) {
  const auto& values = write.request->expression_attribute_values;
  if (values && values->fault && values->fault->cause == Cause::nesting) return invalid_expression_value(*values->fault, values->fault_at);
  if (write.key_or_item().fault) return *write.key_or_item().fault;
  RETURN_IF_ERROR(check_sizes(write, context.layer));
  RETURN_IF_ERROR(check_values_given(context, *write.request));
  return read_expressions(context, write);
}

std::uint64_t bytes_of(const RequestedWrite& write) {
  const auto& values = write.request->expression_attribute_values;
  return size_of(write.key_or_item().attributes) + (values ? size_of(values->attributes) : 0);
}

}  // namespace

Result<std::vector<RequestedWrite>> requested_writes(const Context& context, const TransactWriteItemsInput& input) {
  std::vector<RequestedWrite> writes;
  for (const TransactWriteItem& item : *input.transact_items) {
    ASSIGN_OR_RETURN(RequestedWrite write, chosen(item));
    writes.push_back(std::move(write));
  }
  RETURN_IF_ERROR(check_constraints(kTransactWriteTableNames, context.layer, &input));
  for (const RequestedWrite& write : writes) RETURN_IF_ERROR(check_sets(write));
  std::uint64_t bytes = 0;
  for (RequestedWrite& write : writes) {
    RETURN_IF_ERROR(check(context, write));
    bytes += bytes_of(write);
  }
  RETURN_IF_ERROR(check_transaction_payload(bytes));
  return writes;
}

}  // namespace shardbook
