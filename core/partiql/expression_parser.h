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

/// Parses expressions by operator precedence; the statement parser builds on it. Statements valid in PartiQL but not in DynamoDB are parsed
/// to the end before they are rejected.
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

  /// Records an error to report if the rest of the statement parses; the first one wins.
  void defer(Error fault);
  Status deferred() const { return deferred_ ? Status(*deferred_) : Status(); }

  /// Takes a name that is a path or part of one.
  std::string take_name();
  /// Parses a path of names and literal indexes only, as statements write to.
  Status simple_path(Path& path);
  /// Parses a condition or value into `out`; returning Results that hold expressions would exhaust the stack on deep statements.
  Status expression(Expression& out) { return expression(out, 0); }
  std::size_t parameters() const { return parameters_; }

 private:
  /// Continues while operators bind tighter than `above`.
  Status expression(Expression& out, int above);
  Status unary(Expression& out);

  // These continue after an operand, which is in `out`, at the operator's first token.
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
