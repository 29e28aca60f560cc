#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace shardbook {

/// A word or sign of an expression. Keywords are identifiers that the parser recognizes.
struct Token {
  enum class Kind : std::uint8_t { identifier, name, value, number, sign, end, bad };
  Kind kind = Kind::end;
  /// As written, including the '#' of a name or the ':' of a value. "<EOF>" at the end.
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The tokens of an expression and one of kind `end` after them. A character that begins no token is `bad`, a token of its own.
std::vector<Token> tokens_of(std::string_view expression);

/// Compares without regard to case.
bool is_keyword(const Token& token, std::string_view keyword);

}  // namespace shardbook
