#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error/result.h"
#include "error/validation_layer.h"
#include "value/attribute_value.h"

namespace shardbook {

/// ExpressionAttributeNames and ExpressionAttributeValues of one request, which of them its expressions have used, and how their faults are
/// worded.
class Placeholders {
 public:
  using Names = std::vector<std::pair<std::string, std::string>>;

  /// Null where the request has none. Both must outlive this.
  Placeholders(const Names* names, const AttributeMap* values, ValidationLayer layer);

  ValidationLayer layer() const { return layer_; }

  /// Both must not be empty and must have well-formed keys of at most 255 bytes; together they have at most 2 MB.
  Status check_keys() const;
  /// Every one must have been used; to be asked once all expressions are parsed.
  Status check_all_used() const;

  /// The name behind "#n", or null; marks it as used.
  const std::string* name(std::string_view placeholder);
  /// The value behind ":v", or null; marks it as used.
  const AttributeValue* value(std::string_view placeholder);

 private:
  const Names* names_;
  const AttributeMap* values_;
  ValidationLayer layer_;
  std::vector<bool> names_used_;
  std::vector<bool> values_used_;
};

}  // namespace shardbook
