#pragma once

#include <string>
#include <string_view>

#include "value/attribute_value.h"

namespace shardbook {

/// Appends `text` as a quoted JSON string.
void append_json_string(std::string& out, std::string_view text);

/// Appends the canonical wire form: `{"S":"x"}`, `{"N":"1.5"}`, `{"M":{"a":{"BOOL":true}}}`. No white space; numbers in plain notation.
void append_json(std::string& out, const AttributeValue& value);
/// `{"name":{"S":"x"},...}`.
void append_json(std::string& out, const AttributeMap& map);
std::string to_json(const AttributeValue& value);
std::string to_json(const AttributeMap& map);

// Read back what append_json wrote. They trust the text to be canonical: for stored items, not for requests.
AttributeValue value_from_canonical_json(std::string_view json);
AttributeMap map_from_canonical_json(std::string_view json);

}  // namespace shardbook
