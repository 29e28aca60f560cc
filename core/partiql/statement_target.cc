#include "partiql/statement_target.h"

#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/item_write.h"
#include "item/key_paths.h"
#include "item/updated_item.h"
#include "partiql/condition_of.h"
#include "partiql/key_value.h"
#include "partiql/output_row.h"
#include "partiql/pinned_key.h"
#include "partiql/select_target.h"
#include "request/request_expressions.h"
#include "value/attribute_json.h"
#include "value/set_order.h"

namespace shardbook::partiql {

namespace {

Status find_key(const ResolvedStatement& statement, const KeyRule& rule, Target& target) {
  const KeySchema& keys = target.table->keys;
  auto pinned = pinned_key(keys, statement.conditions, rule.alone);
  if (!pinned || (rule.alone && !pinned->rest.empty())) return validation_exception(std::string(rule.not_pinned));
  if (pinned->tested_twice != nullptr && !statement.reads()) {
    return validation_exception("Multiple conditions on same key " + pinned->tested_twice->name +
                                ". Only single item Update/Insert/Delete are supported");
  }
  if (rule.value_faults) {
    RETURN_IF_ERROR(check_key_value(keys.hash, *find_attribute(pinned->key, keys.hash.name)));
    if (keys.range) RETURN_IF_ERROR(check_key_value(*keys.range, *find_attribute(pinned->key, keys.range->name)));
  }
  target.key = std::move(pinned->key);
  if (!pinned->rest.empty()) target.condition = all_of(std::move(pinned->rest));
  ASSIGN_OR_RETURN(target.address, key_address(*target.table, target.key));
  return {};
}

Status check_exists(const Target& target) {
  if (target.before.exists()) return {};
  return conditional_check_failed_exception("");
}

Result<Item> inserted(const ResolvedStatement& statement, const Target& target) {
  if (target.before.exists()) return duplicate_item_exception();
  Item after(statement.item);
  return after;
}

Result<Item> updated(const ResolvedStatement& statement, const Target& target) {
  return updated_item(*target.table, statement.update, target.before, target.key);
}

/// Returns the parts of an item that an update writes to.
std::string modified_row(const ResolvedStatement& statement, const Item& item) {
  const AttributeMap touched = skeleton(statement.update.targets(), item.decode());
  return touched.empty() ? std::string() : to_json(touched);
}

}  // namespace

Status check_item_size(const ResolvedStatement& statement) {
  if (size_of(statement.item) <= kMostItemBytes) return {};
  return validation_exception("Item size has exceeded the maximum allowed size");
}

Status check_paths(const ResolvedStatement& statement, const Table& table) {
  if (statement.verb == Verb::update) RETURN_IF_ERROR(check_update_paths(table, statement.update));
  RETURN_IF_ERROR(check_key_paths(table, paths_of(statement.projection)));
  const Condition where = all_of(statement.conditions);
  return check_key_paths(table, where.paths());
}

Result<Target> locate(Context& context, const ResolvedStatement& statement, const KeyRule& rule) {
  Target target;
  ASSIGN_OR_RETURN(target.table, find_table(context, statement.table));
  // Index entries have no key that identifies a single one.
  if (statement.index) {
    RETURN_IF_ERROR(select_target(*target.table, statement, false));
    return validation_exception(std::string(rule.not_pinned));
  }
  RETURN_IF_ERROR(check_paths(statement, *target.table));
  if (statement.verb == Verb::insert) {
    ASSIGN_OR_RETURN(target.address, item_address(*target.table, statement.item));
    RETURN_IF_ERROR(check_item_size(statement));
  } else {
    RETURN_IF_ERROR(find_key(statement, rule, target));
  }
  target.before = find_item(*target.table, target.address);
  return target;
}

Result<Item> perform(const ResolvedStatement& statement, const Target& target, const std::optional<std::string>& on_failure) {
  switch (statement.verb) {
    case Verb::select:
      return target.before;
    case Verb::insert:
      return inserted(statement, target);
    case Verb::update:
      RETURN_IF_ERROR(check_exists(target));
      RETURN_IF_ERROR(check_condition(target.condition, target.before, on_failure, SetOrder::hashed));
      return updated(statement, target);
    case Verb::delete_:
      RETURN_IF_ERROR(check_condition(target.condition, target.before, on_failure, SetOrder::hashed));
      return Item();
    case Verb::exists:
      RETURN_IF_ERROR(check_exists(target));
      RETURN_IF_ERROR(check_condition(target.condition, target.before, on_failure, SetOrder::hashed));
      return target.before;
  }
  return target.before;
}

Result<ItemWrite> write(Context& context, const ResolvedStatement& statement, const Target& target,
                        const std::optional<std::string>& on_failure, ConsumedCapacity& capacity) {
  ItemWrite write(*target.table, statement.table, target.address);
  RETURN_IF_ERROR(write.admit(context));
  Result<Item> after = perform(statement, target, on_failure);
  if (after) {
    write.set_after(std::move(after).value());
    RETURN_IF_ERROR(write.admit_entries(context));
  }
  write.charge(capacity);
  if (!after) return std::move(after).error();
  RETURN_IF_ERROR(write.check_collection());
  write.commit(context, &capacity);
  return write;
}

std::string returned_row(const ResolvedStatement& statement, const Item& before, const Item& after) {
  if (!statement.returning) return {};
  const Item shown = with_sets_in(SetOrder::hashed, statement.returning->old ? before : after);
  if (!shown.exists()) return {};
  return statement.returning->modified ? modified_row(statement, shown) : std::string(shown.json());
}

std::string selected_row(const ResolvedStatement& statement, const Target& target) {
  if (!target.before.exists()) return {};
  ItemReader reader(target.before);
  if (target.condition && !evaluate(*target.condition, reader)) return {};
  return output_row(statement.projection, target.before);
}

}  // namespace shardbook::partiql
