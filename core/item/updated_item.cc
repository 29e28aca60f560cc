#include "item/updated_item.h"

#include <algorithm>

#include "item/index_keys.h"
#include "item/key_paths.h"
#include "request/request_expressions.h"

namespace shardbook {

Status check_update_paths(const Table& table, const Update& update) {
  const std::vector<const Path*> targets = update.targets();
  for (const Path* path : targets) {
    if (path->is_nested() || !table.keys.has(path->top())) continue;
    return validation_exception("One or more parameter values were invalid: Cannot update attribute " + path->top() +
                                ". This attribute is part of the key");
  }
  RETURN_IF_ERROR(check_index_key_values(table, update));
  return check_key_paths(table, update.paths());
}

Result<AttributeMap> updated_item(const Table& table, const std::optional<Update>& update, const Item& before, const AttributeMap& key) {
  AttributeMap start = before.exists() ? before.decode() : key;
  if (!update) return start;
  const std::size_t removals = update->count(Update::Section::remove) + update->count(Update::Section::delete_);
  if (!before.exists() && removals > 0 && removals == update->actions.size()) {
    RETURN_IF_ERROR(apply(*update, std::move(start)));  // for its errors
    return AttributeMap();
  }
  ASSIGN_OR_RETURN(AttributeMap after, apply(*update, std::move(start)));
  RETURN_IF_ERROR(check_updated_index_keys(table, before, after));
  return after;
}

AttributeMap newly_written(const Update& update, const Item& before, const AttributeMap& key, const Item& after) {
  if (update.count(Update::Section::remove) == 0) return skeleton(update.targets(), after.decode());
  // Removals shift list elements away from the paths written to, so look before they happen.
  Update writes;
  for (const Update::Action& action : update.actions) {
    if (action.section != Update::Section::remove) writes.actions.push_back(action);
  }
  const auto written = shardbook::apply(writes, before.exists() ? before.decode() : key);
  return written ? skeleton(writes.targets(), *written) : AttributeMap();
}

std::uint64_t size_of_update(const std::optional<Update>& update, const AttributeMap& after, const AttributeMap& key) {
  const std::uint64_t size = size_of(after);
  if (!update) return size;
  using Section = Update::Section;
  const std::uint64_t writes = update->count(Section::set) + update->count(Section::add);
  const std::uint64_t removals = update->count(Section::remove) + update->count(Section::delete_);
  return std::max<std::uint64_t>(size, size - size_of(key) + 3 + 19 * writes + 2 * removals);
}

}  // namespace shardbook
