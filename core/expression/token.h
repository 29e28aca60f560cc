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

/// Splits an expression into tokens, ending with one of kind `end`. A character that cannot begin a token becomes a `bad` token of its own.
std::vector<Token> tokens_of(std::string_view expression);

/// Compares without regard to case.
bool is_keyword(const Token& token, std::string_view keyword);

}  // namespace shardbook
