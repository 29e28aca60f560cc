#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "expression/placeholders.h"

namespace shardbook {

/// An UpdateExpression, resolved.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
struct Update {
  enum class Section : std::uint8_t { set, remove, add, delete_ };
  struct Action {
    Section section = Section::set;
    Path path;
    Operand value;        // of all but REMOVE
    char arithmetic = 0;  // of SET: '+' or '-' between `value` and `right`
    Operand right;
  };
  std::vector<Action> actions;  // as written
  /// Made from AttributeUpdates: a stored value of another type is reported in other words.
  bool is_legacy = false;

  /// The paths that are written to.
  std::vector<const Path*> targets() const;
  /// The paths that are written to or read.
  std::vector<const Path*> paths() const;
  /// How many actions are of that section.
  std::size_t count(Section section) const;
};

Result<Update> parse_update(std::string_view text, Placeholders& placeholders);

/// The item after the update. Everything that an action reads is as before all of them.
Result<AttributeMap> apply(const Update& update, AttributeMap item);

}  // namespace shardbook
