#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "call/context.h"
#include "error/result.h"
#include "expression/condition.h"
#include "item/item_write.h"
#include "partiql/resolved_statement.h"

namespace shardbook::partiql {

/// The item a statement applies to. All statements but ExecuteStatement's SELECT specify its whole primary key.

/// What an operation requires of a WHERE that specifies the key.
struct KeyRule {
  std::string_view not_pinned = "Where clause does not contain a mandatory equality on all key attributes";
  bool alone = false;        // nothing but the key is allowed; IN with a single value counts as equality
  bool value_faults = true;  // a value that no such key can have is reported as such, rather than as a mismatch with the schema
};

struct Target {
  Table* table = nullptr;
  std::string address;
  AttributeMap key;  // unless INSERT
  Item before;
  /// The conditions of WHERE other than the key.
  std::optional<Condition> condition;
};

/// Finds the table and item; fails if the WHERE or key does not fit.
Result<Target> locate(Context& context, const ResolvedStatement& statement, const KeyRule& rule = {});

/// Rejects an INSERT of too large an item.
Status check_item_size(const ResolvedStatement& statement);
/// Rejects paths into key attributes, and an UPDATE of the table's key attributes.
Status check_paths(const ResolvedStatement& statement, const Table& table);

/// Returns the item after the statement, which is unchanged by SELECT and EXISTS. Fails if a condition fails or the resulting item is
/// invalid; `on_failure` is ReturnValuesOnConditionCheckFailure. Changes nothing.
Result<Item> perform(const ResolvedStatement& statement, const Target& target, const std::optional<std::string>& on_failure);

/// Executes a single writing statement outside a transaction, and charges for it even if it fails.
Result<ItemWrite> write(Context& context, const ResolvedStatement& statement, const Target& target,
                        const std::optional<std::string>& on_failure, ConsumedCapacity& capacity);

/// Returns what RETURNING asks for, as JSON, or empty if there is nothing to return.
std::string returned_row(const ResolvedStatement& statement, const Item& before, const Item& after);
/// Returns what a SELECT of one item shows, as JSON, or empty if there is no item or it does not match WHERE.
std::string selected_row(const ResolvedStatement& statement, const Target& target);

}  // namespace shardbook::partiql
