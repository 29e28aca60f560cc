#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "expression/path.h"
#include "partiql/token.h"
#include "value/attribute_value.h"

namespace shardbook::partiql {

/// An expression as parsed: literals, parameters, paths, collections of expressions, operators and functions.
struct Expression {
  enum class Kind : std::uint8_t { value, number, missing, parameter, path, list, map, set, call, function };
  Kind kind = Kind::value;
  AttributeValue value;
  std::size_t parameter = 0;  // counted from 0
  Path path;
  /// For a call: the operator in upper case ("AND", "<>", "IS", ...). For a function: its name in lower case. For a number: as written.
  std::string text;
  /// Elements, values of entries, or operands.
  std::vector<Expression> arguments;
  /// For a map: the names of its entries.
  std::vector<std::string> names;
  Position position;
};

}  // namespace shardbook::partiql
