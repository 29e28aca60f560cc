#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"

namespace shardbook::partiql {

/// Where something stands in a statement: both counted from 1, and how long it is.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t length = 0;
};

/// "1:8:5", as faults print it.
std::string to_text(const Position& position);

/// A word or sign of a statement.
struct Token {
  enum class Kind { word, quoted, string, number, sign, end };
  Kind kind = Kind::end;
  /// As written; of a quoted identifier and of a string what is between the quotes, doubled quotes undone.
  std::string text;
  Position position;
};

/// The tokens of a statement and one of kind `end` after them. Comments are left out.
Result<std::vector<Token>> tokens_of(std::string_view statement);

/// The same word, whatever its case. Quoted identifiers are never keywords.
bool is_keyword(const Token& token, std::string_view keyword);
/// An identifier: quoted, or a word that is no keyword of PartiQL.
bool is_name(const Token& token);

/// "Statement wasn't well formed, can't be processed: <detail>"
Error malformed(std::string_view detail);

}  // namespace shardbook::partiql
