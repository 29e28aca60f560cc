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

/// Steps that the parsers of all expressions share: looking at tokens, paths, operands, the syntax fault.
class Parser {
 public:
  /// `keywords` are no names, in whatever case; they must outlive this.
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

  /// Syntax error at the token that comes next.
  Error syntax_error() const;
  Status expect_sign(std::string_view sign);
  Status expect_end() const;

  bool at_identifier() const;
  bool at_path() const { return at_identifier() || peek().kind == Token::Kind::name; }
  Result<Path> path();
  /// A path, a value or a function.
  Result<Operand> operand();
  /// The same, in parentheses or not.
  Result<Operand> enclosed_operand();

  /// One more operator; a fault if there are too many, so that no expression nests deeper than they allow.
  Status count_operator();

  /// Some parentheses have stood right within others.
  bool redundant_parentheses_ = false;

 private:
  /// What is open around an operand: a function that waits for more arguments, or parentheses.
  struct Open {
    bool is_function = false;
    Operand function;
  };

  Result<Operand> innermost(std::vector<Open>& open);
  Result<bool> goes_on(std::vector<Open>& open, Operand& operand);

  std::string_view text_;
  std::span<const std::string_view> keywords_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int operators_ = 0;
};

}  // namespace shardbook
