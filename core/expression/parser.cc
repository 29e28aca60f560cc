#include "expression/parser.h"

#include <algorithm>
#include <charconv>

#include "expression/resolve.h"

namespace shardbook {

namespace {

constexpr std::uint64_t kMostIndex = 4'294'967'294;

/// Numbers this long are out of range anyway.
constexpr std::size_t kMostIndexDigits = 18;

Result<std::size_t> index_of(std::string_view digits) {
  std::uint64_t index = 0;
  std::from_chars(digits.data(), digits.data() + std::min(digits.size(), kMostIndexDigits), index);
  if (index <= kMostIndex) return static_cast<std::size_t>(index);
  return counted(validation_exception("List index is not within the allowable range; index: [" + std::string(digits) + "]"));
}

}  // namespace

Error Parser::syntax_error() const {
  return counted(
      validation_exception("Syntax error; token: \"" + std::string(peek().text) + "\", near: \"" + std::string(surroundings()) + "\""));
}

/// Returns the text from the previous token to the one after the next, including white space.
std::string_view Parser::surroundings() const {
  if (tokens_.size() == 1) return text_;
  const std::size_t begin = tokens_[at_ > 0 ? at_ - 1 : 0].begin;
  const std::size_t last = std::min(at_ + 1, tokens_.size() - 2);  // the end token is not shown
  return text_.substr(begin, tokens_[last].end - begin);
}

Status Parser::expect_sign(std::string_view sign) {
  if (!take_sign(sign)) return syntax_error();
  return {};
}

Status Parser::expect_end() const {
  if (peek().kind != Token::Kind::end) return syntax_error();
  return {};
}

bool Parser::at_identifier() const {
  const auto is_it = [&](std::string_view keyword) { return is_keyword(peek(), keyword); };
  return peek().kind == Token::Kind::identifier && std::none_of(keywords_.begin(), keywords_.end(), is_it);
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

Status Parser::count_operator() { return check_operator_count(++operators_); }

/// Descends into functions and parentheses, to a path, a value or a function without arguments.
Result<Operand> Parser::innermost(std::vector<Open>& open) {
  Operand operand;
  while (true) {
    if (take_sign("(")) {
      open.emplace_back();
    } else if (peek().kind == Token::Kind::value) {
      operand.kind = Operand::Kind::value;
      operand.text = take().text;
      return operand;
    } else if (at_identifier() && is_sign("(", 1)) {
      RETURN_IF_ERROR(count_operator());
      Operand function;
      function.kind = Operand::Kind::function;
      function.text = take().text;
      take();
      if (take_sign(")")) return function;
      open.push_back({true, std::move(function)});
    } else {
      ASSIGN_OR_RETURN(operand.path, path());
      return operand;
    }
  }
}

/// Closes what is open around a parsed operand. Returns true if a comma leads to another argument instead.
Result<bool> Parser::goes_on(std::vector<Open>& open, Operand& operand) {
  bool enclosed = false;
  for (; !open.empty(); open.pop_back()) {
    Open& around = open.back();
    if (around.is_function) {
      around.function.arguments.push_back(std::move(operand));
      if (take_sign(",")) return true;
    }
    RETURN_IF_ERROR(expect_sign(")"));
    if (around.is_function) {
      operand = std::move(around.function);
    } else if (enclosed) {
      redundant_parentheses_ = true;
    }
    enclosed = !around.is_function;
  }
  return false;
}

// Not recursive: an expression of 4 KB can nest deeper than the stack allows.
Result<Operand> Parser::enclosed_operand() {
  std::vector<Open> open;
  while (true) {
    ASSIGN_OR_RETURN(Operand operand, innermost(open));
    ASSIGN_OR_RETURN(const bool more, goes_on(open, operand));
    if (!more) return operand;
  }
}

Result<Operand> Parser::operand() {
  if (is_sign("(")) return syntax_error();
  return enclosed_operand();
}

}  // namespace shardbook
