#pragma once

#include "error/result.h"
#include "protocol/shape.h"

namespace shardbook {

/// Checks what was read against the shape's constraints: "2 validation errors detected: Value '' at 'tableName' failed to satisfy ...;
/// ...".
Status check_constraints(const Shape& shape, const void* input);

}  // namespace shardbook
