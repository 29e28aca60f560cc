#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error/result.h"
#include "partiql/expression.h"
#include "partiql/token.h"

namespace shardbook::partiql {

/// Reads expressions from a statement's tokens; the statement's own parser builds on it.
class ExpressionParser {
 public:
  explicit ExpressionParser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

 protected:
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool is_sign(std::string_view sign, std::size_t ahead = 0) const {
    return peek(ahead).kind == Token::Kind::sign && peek(ahead).text == sign;
  }
  bool take_sign(std::string_view sign);
  bool take_keyword(std::string_view keyword);
  Status expect_sign(std::string_view sign, const char* name);
  Status expect_keyword(std::string_view keyword);
  /// What the service says of a token that cannot begin a term.
  Error unexpected() const;

  bool at_name() const { return peek().kind == Token::Kind::quoted || (peek().kind == Token::Kind::word && !is_reserved(peek())); }
  Result<std::string> name();
  Status path(Path& path);
  /// A condition or a value. Puts it into `out`: results that hold expressions would fill the stack of a deep statement.
  Status expression(Expression& out);
  std::size_t parameters() const { return parameters_; }

 private:
  using Step = Status (ExpressionParser::*)(Expression& out);

  Status chain(const char* keyword, Step operand, Expression& out);
  Status both(Expression& out);
  Status negation(Expression& out);
  Status test(Expression& out);
  // These go on after an operand, which `out` holds.
  Status test_after(Expression& out);
  Status between(Expression& out);
  Status in(Expression& out);
  Status is(Expression& out);

  Status sum(Expression& out);
  Status term(Expression& out);
  Status literal(Expression& out);
  Status signed_number(Expression& out);
  Status parenthesized(Expression& out);
  Status elements(std::string_view end, const char* end_name, Expression& out);
  Status map(Expression& out);
  Status function(Expression& out);
  Status enter();
  void leave() { --depth_; }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t parameters_ = 0;
  int depth_ = 0;
};

}  // namespace shardbook::partiql
