#include "expression/parser.h"

#include <algorithm>

namespace shardbook {

namespace {

// Functions nest at most as far as an expression of 4 KB lets them; this keeps the stack small all the same.
constexpr int kDeepestFunction = 100;
constexpr std::uint64_t kMostIndex = 2'147'483'647;

/// More than that is as good as any other index that is too large.
constexpr std::size_t kMostIndexDigits = 18;

Result<std::size_t> index_of(std::string_view digits) {
  const std::uint64_t index = std::stoull(std::string(digits.substr(0, kMostIndexDigits)));
  if (index <= kMostIndex) return static_cast<std::size_t>(index);
  return counted(validation_exception("List index is not within the allowable range; index: [" + std::string(digits) + "]"));
}

}  // namespace

Error Parser::syntax_error() const {
  const Token& token = peek();
  const std::size_t begin = at_ > 0 ? tokens_[at_ - 1].begin : token.begin;
  const std::size_t end = token.kind == Token::Kind::bad ? token.end : peek(1).end;
  return counted(validation_exception("Syntax error; token: \"" + std::string(token.text) + "\", near: \"" +
                                      std::string(text_.substr(begin, end - begin)) + "\""));
}

Status Parser::expect_sign(std::string_view sign) {
  if (!take_sign(sign)) return syntax_error();
  return {};
}

Status Parser::expect_end() const {
  if (peek().kind != Token::Kind::end) return syntax_error();
  return {};
}

Result<Path> Parser::path() {
  Path path;
  if (!at_path()) return syntax_error();
  path.steps.push_back({false, std::string(take().text), 0});
  while (true) {
    if (take_sign(".")) {
      if (!at_path()) return syntax_error();
      path.steps.push_back({false, std::string(take().text), 0});
    } else if (take_sign("[")) {
      if (peek().kind != Token::Kind::number) return syntax_error();
      ASSIGN_OR_RETURN(const std::size_t index, index_of(take().text));
      path.steps.push_back({true, {}, index});
      RETURN_IF_ERROR(expect_sign("]"));
    } else {
      return path;
    }
  }
}

Result<Operand> Parser::function(const Token& name) {
  Operand call;
  call.kind = Operand::Kind::function;
  call.text = name.text;
  if (++depth_ > kDeepestFunction) return syntax_error();
  RETURN_IF_ERROR(expect_sign("("));
  if (!is_sign(")")) {
    do {
      ASSIGN_OR_RETURN(Operand argument, operand());
      call.arguments.push_back(std::move(argument));
    } while (take_sign(","));
  }
  RETURN_IF_ERROR(expect_sign(")"));
  --depth_;
  return call;
}

Result<Operand> Parser::operand() {
  if (peek().kind == Token::Kind::value) {
    Operand value;
    value.kind = Operand::Kind::value;
    value.text = take().text;
    return value;
  }
  if (peek().kind == Token::Kind::identifier && is_sign("(", 1)) return function(take());
  Operand operand;
  ASSIGN_OR_RETURN(operand.path, path());
  return operand;
}

}  // namespace shardbook
