#include "expression/attribute_name.h"

namespace shardbook {

namespace {

constexpr std::size_t kLongest = 65'535;

}  // namespace

Status check_attribute_name(std::string_view name) {
  if (name.empty()) return counted(validation_exception("Empty attribute name", Cause::attribute_name));
  if (name.size() <= kLongest) return {};
  return counted(validation_exception("Attribute name is too large, must be less than 65536 bytes", Cause::attribute_name));
}

}  // namespace shardbook
