#pragma once

#include <string>
#include <string_view>

#include "call/context.h"
#include "error/result.h"
#include "protocol/read_request.h"

namespace shardbook {

/// Operations on tables report a missing or badly sized TableName in words of their own, before other constraints.
Status check_table_name(const std::optional<std::string>& name, bool check_length);

/// read_request for the operations on tables.
template <class Input>
Result<Input> read_table_request(std::string_view body, const Shape& shape, ValidationLayer layer, bool check_length = true) {
  Input input;
  RETURN_IF_ERROR(read_json(body, shape, layer, &input));
  RETURN_IF_ERROR(check_table_name(input.table_name, check_length));
  RETURN_IF_ERROR(check_constraints(shape, layer, &input));
  return input;
}

}  // namespace shardbook
