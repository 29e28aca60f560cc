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

/// The one item that a statement is about: all but an ExecuteStatement's SELECT name its whole primary key.

/// What an operation asks of a WHERE that names the key.
struct KeyRule {
  std::string_view not_pinned = "Where clause does not contain a mandatory equality on all key attributes";
  bool alone = false;        // it names the key and nothing else; IN with one value will do
  bool value_faults = true;  // a value that no such key has is a fault of its own, no mismatch with the schema
};

struct Target {
  Table* table = nullptr;
  std::string address;
  AttributeMap key;  // not of INSERT
  Item before;
  /// What WHERE asks besides the key.
  std::optional<Condition> condition;
};

/// Finds table and item, or the fault of a WHERE or a key that does not fit.
Result<Target> locate(Context& context, const ResolvedStatement& statement, const KeyRule& rule = {});

/// No path of a statement reaches into a key attribute, and no UPDATE writes to one of the table's.
Status check_paths(const ResolvedStatement& statement, const Table& table);

/// The item after the statement: itself for SELECT and EXISTS. The fault if a condition fails or the item cannot become so;
/// `on_failure` is ReturnValuesOnConditionCheckFailure. Changes nothing.
Result<Item> perform(const ResolvedStatement& statement, const Target& target, const std::optional<std::string>& on_failure);

/// Does a statement that writes and stands alone, and charges for it, done or not.
Result<ItemWrite> write(Context& context, const ResolvedStatement& statement, const Target& target,
                        const std::optional<std::string>& on_failure, ConsumedCapacity& capacity);

/// What RETURNING asks for, as JSON; empty if there is nothing to return.
std::string returned_row(const ResolvedStatement& statement, const Item& before, const Item& after);
/// What a SELECT of one item shows, as JSON; empty if there is no item, or if it does not meet WHERE.
std::string selected_row(const ResolvedStatement& statement, const Target& target);

}  // namespace shardbook::partiql
