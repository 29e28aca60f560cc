#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "expression/path.h"
#include "value/attribute_value.h"

namespace shardbook {

/// A path, a value or a function of operands. The parser leaves names and placeholders as written; resolving replaces them.
struct Operand {
  enum class Kind : std::uint8_t { path, value, function };
  Kind kind = Kind::path;
  Path path;
  /// ":v" for a value, the name for a function.
  std::string text;
  /// A value of its own, or one in the request, which outlives the operand: an expression may use a large value hundreds of times.
  AttributeValue own_value;
  const AttributeValue* given_value = nullptr;
  std::vector<Operand> arguments;

  const AttributeValue& value() const { return given_value != nullptr ? *given_value : own_value; }

  /// Appends all paths, left to right.
  void collect_paths(std::vector<const Path*>& out) const {
    if (kind == Kind::path) out.push_back(&path);
    for (const Operand& argument : arguments) argument.collect_paths(out);
  }
};

/// A comparison, a function, or an AND, OR or NOT of conditions.
struct ConditionNode {
  enum class Kind : std::uint8_t { or_, and_, not_, comparison, between, in, function };
  Kind kind = Kind::comparison;
  std::vector<ConditionNode> children;  // for AND, OR and NOT
  std::vector<Operand> operands;        // for the others, left to right
  /// "=", "<>", ... or a function's name; otherwise "BETWEEN", "IN", "AND", "OR" or "NOT".
  std::string text;
};

}  // namespace shardbook
