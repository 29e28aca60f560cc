#pragma once

#include <string_view>

#include "error/result.h"
#include "error/validation_layer.h"
#include "protocol/constraints.h"
#include "protocol/shape.h"

namespace shardbook {

/// Fills `input`, a struct that `shape` is bound to, from a JSON request in one pass. SerializationException if it is no JSON or a member
/// has another JSON type than declared. Unknown members are ignored, null ones count as absent, of equal keys the last counts.
Status read_json(std::string_view body, const Shape& shape, ValidationLayer layer, void* input);

/// Reads a request and checks its constraints; `check_newer` is what the newer layer of validation checks before them.
template <class Input, class Check>
Result<Input> read_request(std::string_view body, const Shape& shape, ValidationLayer layer, Check check_newer) {
  Input input;
  RETURN_IF_ERROR(read_json(body, shape, layer, &input));
  if (layer == ValidationLayer::newer) RETURN_IF_ERROR(check_newer(input));
  RETURN_IF_ERROR(check_constraints(shape, layer, &input));
  return input;
}

/// Reads a request and checks its constraints.
template <class Input>
Result<Input> read_request(std::string_view body, const Shape& shape, ValidationLayer layer) {
  return read_request<Input>(body, shape, layer, [](const Input&) { return Status(); });
}

}  // namespace shardbook
