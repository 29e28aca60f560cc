#include "expression/token.h"

#include <cctype>

namespace shardbook {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> all() {
    std::vector<Token> tokens;
    do {
      tokens.push_back(next());
    } while (tokens.back().kind != Token::Kind::end);
    return tokens;
  }

 private:
  Token next() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ == text_.size()) return end();
    const char c = text_[at_];
    if (is_letter(c)) return take(Token::Kind::identifier, run(at_ + 1));
    if (c == '0') return take(Token::Kind::number, at_ + 1);  // no other number begins with 0
    if (is_digit(c)) return take(Token::Kind::number, digits(at_ + 1));
    if (c == '#' || c == ':') {
      const std::size_t end = run(at_ + 1);
      if (end == at_ + 1) return bad();
      return take(c == '#' ? Token::Kind::name : Token::Kind::value, end);
    }
    const std::string_view two = text_.substr(at_, 2);
    if (two == "<>" || two == "<=" || two == ">=") return take(Token::Kind::sign, at_ + 2);
    if (std::string_view("=<>(),[].+-").find(c) != std::string_view::npos) return take(Token::Kind::sign, at_ + 1);
    return bad();
  }

  std::size_t run(std::size_t from) const {
    while (from < text_.size() && is_word(text_[from])) ++from;
    return from;
  }
  std::size_t digits(std::size_t from) const {
    while (from < text_.size() && is_digit(text_[from])) ++from;
    return from;
  }

  std::size_t after_character(std::size_t at) const {
    do ++at;
    while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xc0) == 0x80);
    return at;
  }

  Token take(Token::Kind kind, std::size_t end) {
    Token token{kind, text_.substr(at_, end - at_), at_, end};
    at_ = end;
    return token;
  }

  Token bad() { return take(Token::Kind::bad, after_character(at_)); }

  Token end() const { return {Token::Kind::end, "<EOF>", text_.size(), text_.size()}; }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view expression) { return Lexer(expression).all(); }

bool is_keyword(const Token& token, std::string_view keyword) {
  if (token.kind != Token::Kind::identifier || token.text.size() != keyword.size()) return false;
  for (std::size_t i = 0; i < keyword.size(); ++i) {
    if (std::toupper(static_cast<unsigned char>(token.text[i])) != keyword[i]) return false;
  }
  return true;
}

}  // namespace shardbook
