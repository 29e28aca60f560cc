#pragma once

#include <string>

#include "value/attribute_value.h"

namespace shardbook {

/// Formats a scalar as printed in errors: "AttributeValue: {S:x}".
std::string to_text(const AttributeValue& scalar);

}  // namespace shardbook
