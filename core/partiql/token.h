#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"

namespace shardbook::partiql {

/// A position in a statement, both counted from 1, and a length.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t length = 0;
};

/// Returns "1:8:5", as printed in errors.
std::string to_text(const Position& position);

/// A word or sign of a statement.
struct Token {
  enum class Kind { word, quoted, string, number, sign, end };
  Kind kind = Kind::end;
  /// As written; for quoted identifiers and strings, the text between the quotes with doubled quotes undone.
  std::string text;
  Position position;
};

/// Splits a statement into tokens, ending with one of kind `end`. Skips comments.
Result<std::vector<Token>> tokens_of(std::string_view statement);

/// Compares without regard to case. Quoted identifiers are never keywords.
bool is_keyword(const Token& token, std::string_view keyword);
/// Returns whether the token is an identifier: quoted, or a word that is not a keyword of PartiQL.
bool is_name(const Token& token);

/// "Statement wasn't well formed, can't be processed: <detail>"
Error malformed(std::string_view detail);

}  // namespace shardbook::partiql
