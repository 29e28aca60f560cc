#pragma once

#include <string_view>

#include "error/result.h"
#include "error/validation_layer.h"
#include "protocol/constraints.h"
#include "protocol/shape.h"

namespace shardbook {

/// Fills `input`, a struct bound to `shape`, from a JSON request in one pass. Fails with SerializationException if the body is not JSON or
/// a member has the wrong JSON type, and with left_to_older_layer() if the newer layer leaves it to the older. Ignores unknown members and
/// treats null ones as absent; the last of equal keys wins.
Status read_json(std::string_view body, const Shape& shape, ValidationLayer layer, void* input);

/// Reads a request and checks its constraints.
template <class Input>
Result<Input> read_request(std::string_view body, const Shape& shape, ValidationLayer layer) {
  Input input;
  RETURN_IF_ERROR(read_json(body, shape, layer, &input));
  RETURN_IF_ERROR(check_constraints(shape, layer, &input));
  return input;
}

}  // namespace shardbook
