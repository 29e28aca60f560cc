#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"
#include "expression/operand.h"
#include "expression/token.h"

namespace shardbook {

/// What the parsers of all expressions share: tokens, paths, operands and syntax errors.
class Parser {
 public:
  /// `keywords` are not accepted as names, in upper or lower case; they must outlive the parser.
  explicit Parser(std::string_view text, std::span<const std::string_view> keywords = {})
      : text_(text), keywords_(keywords), tokens_(tokens_of(text)) {}

 protected:
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool is_sign(std::string_view sign, std::size_t ahead = 0) const {
    return peek(ahead).kind == Token::Kind::sign && peek(ahead).text == sign;
  }
  bool take_sign(std::string_view sign) {
    if (!is_sign(sign)) return false;
    take();
    return true;
  }
  bool take_keyword(std::string_view keyword) {
    if (!is_keyword(peek(), keyword)) return false;
    take();
    return true;
  }

  /// Returns a syntax error at the next token.
  Error syntax_error() const;
  Status expect_sign(std::string_view sign);
  Status expect_end() const;

  bool at_identifier() const;
  bool at_path() const { return at_identifier() || peek().kind == Token::Kind::name; }
  Result<Path> path();
  /// Parses a path, a value or a function.
  Result<Operand> operand();
  /// The same, with or without parentheses around it.
  Result<Operand> enclosed_operand();

  /// Counts one more operator. Fails beyond the limit, which also bounds how deep expressions can nest.
  Status count_operator();

  /// A pair of parentheses directly encloses another.
  bool redundant_parentheses_ = false;

 private:
  /// Something still open around an operand: a function awaiting more arguments, or parentheses.
  struct Open {
    bool is_function = false;
    Operand function;
  };

  std::string_view surroundings() const;
  Result<Operand> innermost(std::vector<Open>& open);
  Result<bool> goes_on(std::vector<Open>& open, Operand& operand);

  std::string_view text_;
  std::span<const std::string_view> keywords_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int operators_ = 0;
};

}  // namespace shardbook
