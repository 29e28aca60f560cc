#pragma once

#include <string>

#include "error/error.h"

namespace shardbook {

// The service's messages for JSON types other than the declared ones.

inline Error cannot_be_converted(const char* token, const char* type) {
  return serialization_exception(std::string(token) + " cannot be converted to " + type);
}
inline Error unexpected_structure() { return serialization_exception("Start of structure or map found where not expected"); }
inline Error unexpected_field_type() { return serialization_exception("Unexpected field type"); }
inline Error unexpected_value_type() { return serialization_exception("Unexpected value type in payload"); }
inline Error unrecognized_collection(const std::string& type) { return serialization_exception("Unrecognized collection type " + type); }
inline Error unrecognized_class(const std::string& type) { return unrecognized_collection("class " + type); }

inline constexpr const char* kModelNamespace = "com.amazonaws.dynamodb.v20120810.";

}  // namespace shardbook
