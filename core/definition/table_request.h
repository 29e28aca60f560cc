#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "call/context.h"
#include "call/resource_address.h"
#include "error/result.h"
#include "protocol/read_request.h"

namespace shardbook {

/// Fails with a message of its own if the request does not name its table.
Status check_table_name_given(const std::optional<std::string>& name);

/// read_request for table operations. A table's ARN must be in the request's region and in this account.
template <class Input>
Result<Input> read_table_request(const Context& context, std::string_view body, const Shape& shape) {
  Input input;
  RETURN_IF_ERROR(read_json(body, shape, context.layer, &input));
  RETURN_IF_ERROR(check_table_name_given(input.table_name));
  RETURN_IF_ERROR(check_constraints(shape, context.layer, &input));
  RETURN_IF_ERROR(check_table_address(context, *input.table_name));
  return input;
}

}  // namespace shardbook
