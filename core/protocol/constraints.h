#pragma once

#include "error/result.h"
#include "error/validation_layer.h"
#include "protocol/shape.h"

namespace shardbook {

/// Checks input against the shape's constraints: "2 validation errors detected: Value '' at 'tableName' failed to satisfy ...; ...".
Status check_constraints(const Shape& shape, ValidationLayer layer, const void* input);

}  // namespace shardbook
