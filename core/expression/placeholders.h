#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error/result.h"
#include "error/validation_layer.h"
#include "value/attribute_value.h"
#include "value/name_order.h"

namespace shardbook {

/// The ExpressionAttributeNames and ExpressionAttributeValues of a request. Tracks which ones its expressions have used.
class Placeholders {
 public:
  using Names = std::vector<std::pair<std::string, std::string>>;

  /// Null if the request has none. Both must outlive this object.
  Placeholders(const Names* names, const AttributeMap* values, ValidationLayer layer);

  ValidationLayer layer() const { return layer_; }

  /// Checks that neither is empty, that keys are well-formed and at most 255 bytes long, and that both together take at most 2 MB.
  Status check_keys() const;
  /// Checks that all have been used; call it after parsing all expressions.
  Status check_all_used() const;

  /// Returns the name for "#n", or null, and marks it as used.
  const std::string* name(std::string_view placeholder);
  /// Returns the value for ":v", or null, and marks it as used.
  const AttributeValue* value(std::string_view placeholder);

 private:
  const Names* names_;
  const AttributeMap* values_;
  ValidationLayer layer_;
  NameOrder names_order_;
  NameOrder values_order_;
  std::vector<char> names_used_;
  std::vector<char> values_used_;
};

}  // namespace shardbook
