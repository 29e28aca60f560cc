#pragma once

#include <string_view>

#include "call/context.h"
#include "call/resource_address.h"
#include "error/result.h"
#include "protocol/read_request.h"

namespace shardbook {

/// read_request for the operations on tags. `operation` is the API name of the operation.
template <class Input>
Result<Input> read_tag_request(const Context& context, std::string_view body, const Shape& shape, std::string_view operation) {
  Input input;
  RETURN_IF_ERROR(read_json(body, shape, context.layer, &input));
  if (!input.resource_arn) return validation_exception("Invalid TableArn");
  RETURN_IF_ERROR(check_constraints(shape, context.layer, &input));
  RETURN_IF_ERROR(check_tagged_arn(context, *input.resource_arn, operation));
  return input;
}

}  // namespace shardbook
