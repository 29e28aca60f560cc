#include "read/read_target.h"

#include <functional>

#include "item/item_address.h"
#include "value/distinct_names.h"
#include "value/heap_sort.h"

namespace shardbook {

namespace {

/// Returns the attributes of the paths that the index does not project, in order of first occurrence.
std::vector<std::string> unprojected(const ReadTarget& target, const std::vector<const Path*>& paths) {
  std::vector<std::string> names;
  for (const Path* path : paths) {
    if (!target.index->projects(path->top(), target.table.keys)) names.push_back(path->top());
  }
  return distinct_names(std::move(names));
}

std::string listed(const std::vector<std::string>& names) {
  std::string out = "[";
  for (const std::string& name : names) out += (out.size() > 1 ? ", " : "") + name;
  return out += ']';
}

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

}  // namespace

std::vector<std::string> ReadTarget::start_key_names() const { return entry_key_names(keys, table.keys); }

AttributeMap ReadTarget::start_key_of(const Item& row) const {
  AttributeMap start;
  for (const std::string& name : start_key_names()) {
    Attribute& key = start.emplace_back();
    key.name = name;
    row.decode(name, key.value);
  }
  return start;
}

Result<ReadTarget> read_target(Table& table, const ReadPageInput& input) {
  if (!input.index_name) return ReadTarget{table, nullptr, index_key_schema(table.keys)};
  Index* index = table.find_index(*input.index_name);
  if (index == nullptr || index->status == IndexStatus::deleting) {
    return validation_exception("The table does not have the specified index: " + *input.index_name);
  }
  if (index->global && input.consistent_read.value_or(false)) {
    return validation_exception("Consistent reads are not supported on global secondary indexes");
  }
  if (index->status == IndexStatus::creating) {
    return validation_exception("Cannot read from backfilling global secondary index: " + index->name);
  }
  return ReadTarget{table, index, index->keys};
}

Result<std::string> start_row(const ReadTarget& target, const AttributeMap& start) {
  AttributeMap table_key;
  for (const Attribute& attribute : start) {
    if (target.table.keys.has(attribute.name)) table_key.push_back(attribute);
  }
  ASSIGN_OR_RETURN(const std::string item_key, key_address(target.table, table_key));
  if (target.index == nullptr) return item_key;
  std::optional<std::string> row = entry_key(*target.index, Item(start), item_key);
  if (!row) return validation_exception("The provided key element does not match the schema");
  return *std::move(row);
}

Status check_select_all(const ReadTarget& target, const ReadPageInput& input) {
  if (input.select != "ALL_ATTRIBUTES" || !target.is_global() || target.index->projection == ProjectionType::all) return {};
  return validation_exception(
      "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index " +
      target.index->name + " because its projection type is not ALL");
}

Status check_projected(ReadTarget& target, const ReadPageInput& input, const std::vector<const Path*>& projection) {
  if (target.index == nullptr || target.index->projection == ProjectionType::all) return {};
  const std::vector<std::string> missing = unprojected(target, projection);
  if (!target.index->global) {
    target.fetches = input.select == "ALL_ATTRIBUTES" || !missing.empty();
    return {};
  }
  if (missing.empty()) return {};
  return invalid("Global secondary index " + target.index->name + " does not project " + listed(missing));
}

Status check_filter_projected(const ReadTarget& target, const std::vector<const Path*>& filter) {
  if (target.index == nullptr) return {};
  std::vector<std::string> missing = unprojected(target, filter);
  if (missing.empty()) return {};
  heap_sort(missing, std::less<>());
  return invalid("Secondary index " + target.index->name + " does not project one or more filter attributes: " + listed(missing));
}

}  // namespace shardbook
