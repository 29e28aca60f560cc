#include "item/updated_item.h"

#include <algorithm>
#include <string>

#include "item/index_keys.h"
#include "item/key_paths.h"
#include "request/request_expressions.h"

namespace shardbook {

namespace {

// The bytes the service counts for parts of an UpdateExpression.
constexpr std::uint64_t kOfUpdate = 3;
constexpr std::uint64_t kOfWrite = 19;
constexpr std::uint64_t kOfRemoval = 1;
constexpr std::uint64_t kOfTargetStep = 4;
constexpr std::uint64_t kOfPath = 1;
constexpr std::uint64_t kOfPathStep = 14;
constexpr std::uint64_t kOfSum = 34;
constexpr std::uint64_t kOfDifference = 37;
constexpr std::uint64_t kOfIfNotExists = 39;
constexpr std::uint64_t kOfListAppend = 37;

std::uint64_t bytes_of(const Path::Step& step) { return step.is_index ? std::to_string(step.index).size() : step.name.size(); }

std::uint64_t bytes_of_target(const Path& path) {
  std::uint64_t bytes = 0;
  for (const Path::Step& step : path.steps) bytes += (&step == &path.steps.front() ? 0 : kOfTargetStep) + bytes_of(step);
  return bytes;
}

std::uint64_t bytes_of(const Operand& operand) {
  if (operand.kind == Operand::Kind::value) return size_of(operand.value());
  std::uint64_t bytes = kOfPath;
  if (operand.kind == Operand::Kind::path) {
    for (const Path::Step& step : operand.path.steps) bytes += kOfPathStep + bytes_of(step);
    return bytes;
  }
  bytes = operand.text == "if_not_exists" ? kOfIfNotExists : kOfListAppend;
  for (const Operand& argument : operand.arguments) bytes += bytes_of(argument);
  return bytes;
}

std::uint64_t bytes_of(const Update::Action& action) {
  using Section = Update::Section;
  const std::uint64_t target = bytes_of_target(action.path);
  if (action.section == Section::remove || action.section == Section::delete_) return kOfRemoval + target;
  const std::uint64_t bytes = kOfWrite + target + bytes_of(action.value);
  if (action.arithmetic == 0) return bytes;
  return bytes + (action.arithmetic == '+' ? kOfSum : kOfDifference) + bytes_of(action.right);
}

Result<Item> created(const AttributeMap& key, const Update& update) {
  ASSIGN_OR_RETURN(const AttributeMap after, apply(update, key, false));
  return Item(after);
}

/// Returns the attributes that the update reads or writes, each once; none if they are many.
std::vector<std::string_view> attributes_of(const Update& update) {
  constexpr std::size_t kFew = 8;
  std::vector<std::string_view> names;
  for (const Path* path : update.paths()) {
    if (std::find(names.begin(), names.end(), path->top()) != names.end()) continue;
    if (names.size() == kFew) return {};
    names.push_back(path->top());
  }
  return names;
}

/// Decodes and encodes only what the update touches, if that is little.
Result<Item> changed(const Item& before, const Update& update) {
  const std::vector<std::string_view> names = attributes_of(update);
  if (names.empty() || before.has_number_sets()) {
    ASSIGN_OR_RETURN(const AttributeMap after, apply(update, before.decode(), true));
    return Item(after);
  }
  const std::vector<std::size_t> places = before.places_of(names);
  AttributeMap part = before.decode(places);
  const std::uint32_t rest = before.size() - size_of(part);
  ASSIGN_OR_RETURN(const AttributeMap after, apply(update, std::move(part), true));
  return before.with(places, rest, after);
}

}  // namespace

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

Result<Item> updated_item(const Table& table, const std::optional<Update>& update, const Item& before, const AttributeMap& key) {
  if (!update) return before.exists() ? Item(before) : Item(key);
  const std::size_t removals = update->count(Update::Section::remove) + update->count(Update::Section::delete_);
  if (!before.exists() && removals > 0 && removals == update->actions.size()) return Item();
  ASSIGN_OR_RETURN(Item after, before.exists() ? changed(before, *update) : created(key, *update));
  if (!table.indexes.empty()) RETURN_IF_ERROR(check_updated_index_keys(table, before, after.decode()));
  if (after.size() > kMostItemBytes) return update_too_large();
  return after;
}

std::uint64_t request_bytes_of(const Update& update) {
  std::uint64_t bytes = kOfUpdate;
  for (const Update::Action& action : update.actions) bytes += bytes_of(action);
  return bytes;
}

}  // namespace shardbook
