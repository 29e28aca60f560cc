#include "partiql/token.h"

#include <algorithm>
#include <cctype>

#include "partiql/keywords.h"

namespace shardbook::partiql {

namespace {

// Longest first.
constexpr std::string_view kSigns[] = {"<<", ">>", "<=", ">=", "<>", "!=", "||", "(", ")", "[", "]", "{", "}",
                                       ",",  ".",  ":",  ";",  "<",  ">",  "=",  "+", "-", "*", "/", "%", "?"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$'; }
bool continues_word(char c) { return begins_word(c) || is_digit(c); }

bool same_letters(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  };
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
}

/// For text that is not a token. The service gives no details.
Error unreadable() { return malformed(""); }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> read() {
    std::vector<Token> tokens;
    do {
      RETURN_IF_ERROR(skip_blanks());
      ASSIGN_OR_RETURN(Token token, next());
      tokens.push_back(std::move(token));
    } while (tokens.back().kind != Token::Kind::end);
    return tokens;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= text_.size(); }

  /// Skips white space and comments, `-- to the end of the line` and `/* between */`.
  Status skip_blanks() {
    while (!at_end()) {
      if (peek() == '-' && peek(1) == '-') {
        while (!at_end() && peek() != '\n' && peek() != '\r') advance();
      } else if (peek() == '/' && peek(1) == '*') {
        RETURN_IF_ERROR(skip_block_comment());
      } else if (std::isspace(static_cast<unsigned char>(peek())) != 0) {
        advance();
      } else {
        return {};
      }
    }
    return {};
  }

  Status skip_block_comment() {
    advance(2);
    while (!at_end() && !(peek() == '*' && peek(1) == '/')) advance();
    if (at_end()) return unreadable();
    advance(2);
    return {};
  }

  /// Columns count characters, not bytes. A line ends with LF, CR or both.
  void advance(std::size_t bytes = 1) {
    for (; bytes > 0; --bytes, ++at_) {
      if (peek() == '\n' || (peek() == '\r' && peek(1) != '\n')) {
        ++line_;
        column_ = 1;
      } else if ((static_cast<unsigned char>(peek()) & 0xc0) != 0x80 && peek() != '\r') {
        ++column_;
      }
    }
  }

  Result<Token> next() {
    if (at_end()) return token(Token::Kind::end, 0, "");
    if (peek() == '\'') return quoted('\'', Token::Kind::string);
    if (peek() == '"') return quoted('"', Token::Kind::quoted);
    if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return number();
    if (begins_word(peek())) return token(Token::Kind::word, word_length());
    for (std::string_view sign : kSigns) {
      if (text_.substr(at_, sign.size()) == sign) return token(Token::Kind::sign, sign.size());
    }
    return unreadable();
  }

  Position position(std::size_t length) const { return {line_, column_, length}; }

  Token token(Token::Kind kind, std::size_t length) { return token(kind, length, text_.substr(at_, length)); }
  Token token(Token::Kind kind, std::size_t length, std::string_view text) {
    Token out{kind, std::string(text), position(length)};
    advance(length);
    return out;
  }

  std::size_t word_length() const {
    std::size_t length = 1;
    while (continues_word(peek(length))) ++length;
    return length;
  }

  /// Reads "1", "1.5", ".5", "1." or "1e5".
  Result<Token> number() {
    std::size_t length = 0;
    const auto skip_digits = [&] {
      while (is_digit(peek(length))) ++length;
    };
    skip_digits();
    if (peek(length) == '.') ++length;
    skip_digits();
    if (peek(length) == 'e' || peek(length) == 'E') {
      length += peek(length + 1) == '+' || peek(length + 1) == '-' ? 2 : 1;
      if (!is_digit(peek(length))) return unreadable();
      skip_digits();
    }
    return token(Token::Kind::number, length);
  }

  /// A doubled quote stands for a single one.
  Result<Token> quoted(char quote, Token::Kind kind) {
    std::string content;
    for (std::size_t length = 1; at_ + length < text_.size(); ++length) {
      if (peek(length) == quote && peek(length + 1) != quote) return token(kind, length + 1, content);
      if (peek(length) == quote) ++length;
      content += peek(length);
    }
    return unreadable();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
};

}  // namespace

std::string to_text(const Position& position) {
  return std::to_string(position.line) + ":" + std::to_string(position.column) + ":" + std::to_string(position.length);
}

Result<std::vector<Token>> tokens_of(std::string_view statement) { return Lexer(statement).read(); }

bool is_keyword(const Token& token, std::string_view keyword) {
  return token.kind == Token::Kind::word && same_letters(token.text, keyword);
}

bool is_name(const Token& token) {
  return token.kind == Token::Kind::quoted || (token.kind == Token::Kind::word && !is_partiql_keyword(token.text));
}

Error malformed(std::string_view detail) {
  return validation_exception("Statement wasn't well formed, can't be processed: " + std::string(detail));
}

}  // namespace shardbook::partiql
