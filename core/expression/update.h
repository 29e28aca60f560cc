#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "expression/placeholders.h"

namespace shardbook {

/// An UpdateExpression with placeholders replaced.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
struct Update {
  enum class Section : std::uint8_t { set, remove, add, delete_ };
  struct Action {
    Section section = Section::set;
    Path path;
    Operand value;        // except for REMOVE
    char arithmetic = 0;  // for SET: '+' or '-' between `value` and `right`
    Operand right;
  };
  std::vector<Action> actions;  // in the order written
  /// Made from AttributeUpdates, which reports a stored value of the wrong type differently.
  bool is_legacy = false;

  /// Returns the paths that are written to.
  std::vector<const Path*> targets() const;
  /// Returns the paths that are written to or read.
  std::vector<const Path*> paths() const;
  /// Returns the number of actions in that section.
  std::size_t count(Section section) const;
};

/// The item would be too large after the update, or the update is larger than any item.
Error update_too_large();

Result<Update> parse_update(std::string_view text, Placeholders& placeholders);

/// Returns the item after the update. All actions read the item as it was before any of them. If the update creates the item, `item` is its
/// key, and REMOVE may name any path.
Result<AttributeMap> apply(const Update& update, AttributeMap item, bool item_exists);

}  // namespace shardbook
