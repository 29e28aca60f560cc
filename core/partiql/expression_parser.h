#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error/result.h"
#include "partiql/expression.h"
#include "partiql/token.h"

namespace shardbook::partiql {

/// Reads expressions from a statement's tokens by the precedence of their operators; the statement's own parser builds on it. A statement
/// that PartiQL allows and DynamoDB does not is read to its end first.
///
/// https://partiql.org/assets/PartiQL-Specification.pdf
class ExpressionParser {
 public:
  explicit ExpressionParser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

 protected:
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool at_end() const { return peek().kind == Token::Kind::end; }
  bool is_sign(std::string_view sign, std::size_t ahead = 0) const {
    return peek(ahead).kind == Token::Kind::sign && peek(ahead).text == sign;
  }
  bool is_word(std::string_view keyword, std::size_t ahead = 0) const { return is_keyword(peek(ahead), keyword); }
  bool take_sign(std::string_view sign);
  bool take_word(std::string_view keyword);
  Status expect_sign(std::string_view sign, const char* name);
  Status expect_word(std::string_view keyword);

  /// The first of these faults stands if nothing else is wrong with the statement.
  void defer(Error fault);
  Status deferred() const { return deferred_ ? Status(*deferred_) : Status(); }

  /// A name that stands in a path or is one.
  std::string take_name();
  /// Names and literal indexes alone: what a statement writes to.
  Status simple_path(Path& path);
  /// A condition or a value. Puts it into `out`: results that hold expressions would fill the stack of a deep statement.
  Status expression(Expression& out) { return expression(out, 0); }
  std::size_t parameters() const { return parameters_; }

 private:
  /// Goes on while operators bind tighter than `above`.
  Status expression(Expression& out, int above);
  Status unary(Expression& out);

  // These go on after an operand, which `out` holds, with the operator's first token next.
  Status binary(int precedence, Expression& out);
  Status between(int precedence, Expression& out);
  Status in(int precedence, Expression& out);
  Status is(Expression& out);
  Status right_side(int precedence, Expression& out);

  Status path_term(Expression& out);
  Status index_step(Path& path);
  Status term(Expression& out);
  Status literal(Expression& out);
  Status word(Expression& out);
  Status group(Expression& out);
  Status elements(std::string_view end, const char* end_name, Expression& out);
  Status map(Expression& out);
  Status map_key(std::string& name);
  Status function(Expression& out);
  Error unexpected() const;
  Status enter();
  void leave() { --depth_; }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t parameters_ = 0;
  int depth_ = 0;
  std::optional<Error> deferred_;
};

}  // namespace shardbook::partiql
