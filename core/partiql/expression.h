#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "expression/path.h"
#include "partiql/token.h"
#include "value/attribute_value.h"

namespace shardbook::partiql {

/// What a statement computes with, as parsed: literals, parameters, paths, collections of expressions, operators and functions.
struct Expression {
  enum class Kind : std::uint8_t { value, number, missing, parameter, path, list, map, set, call, function };
  Kind kind = Kind::value;
  AttributeValue value;
  std::size_t parameter = 0;  // counted from 0
  Path path;
  /// Of a call: the operator in capitals ("AND", "<>", "IS", ...). Of a function: its name in small letters. Of a number: as written.
  std::string text;
  /// Elements, entries' values, operands.
  std::vector<Expression> arguments;
  /// Of a map: the entries' names.
  std::vector<std::string> names;
  Position position;
};

}  // namespace shardbook::partiql
