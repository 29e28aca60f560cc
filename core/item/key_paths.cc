#include "item/key_paths.h"

#include <algorithm>

namespace shardbook {

namespace {

Status check_key(const KeyAttribute& key, const char* role, const std::vector<const Path*>& paths) {
  const auto reaches_into = [&](const Path* path) { return path->is_nested() && path->top() == key.name; };
  if (std::none_of(paths.begin(), paths.end(), reaches_into)) return {};
  return validation_exception(
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: " + std::string(role) + ": " + key.name);
}

}  // namespace

Status check_key_paths(const Table& table, const std::vector<const Path*>& paths) {
  const auto is_nested = [](const Path* path) { return path->is_nested(); };
  if (std::none_of(paths.begin(), paths.end(), is_nested)) return {};
  RETURN_IF_ERROR(check_key(table.keys.hash, "Key", paths));
  if (table.keys.range) RETURN_IF_ERROR(check_key(*table.keys.range, "Key", paths));
  for (const Index& index : table.indexes) {
    for (const KeyAttribute& key : index.keys.hash) RETURN_IF_ERROR(check_key(key, "IndexKey", paths));
    for (const KeyAttribute& key : index.keys.range) RETURN_IF_ERROR(check_key(key, "IndexKey", paths));
  }
  return {};
}

}  // namespace shardbook
