#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "expression/path.h"
#include "value/attribute_value.h"

namespace shardbook {

/// A path, a value or a function of operands. As parsed, a path's names and a value's placeholder are as written; resolving replaces them.
struct Operand {
  enum class Kind : std::uint8_t { path, value, function };
  Kind kind = Kind::path;
  Path path;
  /// ":v" of a value, the name of a function.
  std::string text;
  AttributeValue value;
  std::vector<Operand> arguments;

  /// Adds every path in it, left to right.
  void collect_paths(std::vector<const Path*>& out) const {
    if (kind == Kind::path) out.push_back(&path);
    for (const Operand& argument : arguments) argument.collect_paths(out);
  }
};

/// Comparators and functions of conditions, AND, OR, NOT.
struct ConditionNode {
  enum class Kind : std::uint8_t { or_, and_, not_, comparison, between, in, function };
  Kind kind = Kind::comparison;
  std::vector<ConditionNode> children;  // of OR, AND, NOT
  std::vector<Operand> operands;        // of the others, left to right
  /// "=", "<>", ... or a function's name; "BETWEEN", "IN", "AND", "OR", "NOT" otherwise.
  std::string text;
};

}  // namespace shardbook
