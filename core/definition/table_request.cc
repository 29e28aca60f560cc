#include "definition/table_request.h"

#include "call/table_lookup.h"

namespace shardbook {

namespace {

constexpr std::size_t kLeastName = 3;
constexpr std::size_t kMostName = 255;

}  // namespace

Status check_table_name(const std::optional<std::string>& name, bool check_length) {
  if (!name) return validation_exception("The parameter 'TableName' is required but was not present in the request");
  const std::string_view bare = table_name_in(*name);
  if (!check_length || (bare.size() >= kLeastName && bare.size() <= kMostName)) return {};
  return validation_exception("TableName must be at least 3 characters long and at most 255 characters long");
}

}  // namespace shardbook
