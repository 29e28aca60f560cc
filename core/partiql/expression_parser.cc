#include "partiql/expression_parser.h"

#include <cctype>

namespace shardbook::partiql {

namespace {

// No statement that the service accepts nests deeper: values have 32 levels, and each level of a condition but parentheses is an operator,
// of which there may be 300.
constexpr int kDeepest = 302;
constexpr std::size_t kMostIndexDigits = 9;
constexpr std::string_view kComparators[] = {"=", "<>", "!=", "<", "<=", ">", ">="};

bool is_comparator(const Token& token) {
  return token.kind == Token::Kind::sign &&
         std::find(std::begin(kComparators), std::end(kComparators), token.text) != std::end(kComparators);
}

/// Makes an expression the first operand of an operator.
void wrap(const char* text, Expression& operand) {
  Expression call;
  call.kind = Expression::Kind::call;
  call.text = text;
  call.position = operand.position;
  call.arguments.push_back(std::move(operand));
  operand = std::move(call);
}

Result<AttributeValue> number_of(const std::string& text) {
  const auto number = Number::parse(text);
  if (const auto* value = std::get_if<Number>(&number)) return AttributeValue(*value);
  switch (std::get<Number::Fault>(number)) {
    case Number::Fault::overflow:
      return validation_exception("Number overflow. Attempting to store a number with magnitude larger than supported range");
    case Number::Fault::underflow:
      return validation_exception("Number underflow. Attempting to store a number with magnitude smaller than supported range");
    case Number::Fault::precision:
      return validation_exception("Attempting to store more than 38 significant digits in a Number");
    default:
      return validation_exception("The parameter cannot be converted to a numeric value: " + text);
  }
}

std::string small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

bool ExpressionParser::take_sign(std::string_view sign) {
  if (!is_sign(sign)) return false;
  take();
  return true;
}

bool ExpressionParser::take_keyword(std::string_view keyword) {
  if (!is_keyword(peek(), keyword)) return false;
  take();
  return true;
}

Status ExpressionParser::expect_sign(std::string_view sign, const char* name) {
  if (!take_sign(sign)) return malformed(std::string("Expected ") + name);
  return {};
}

Status ExpressionParser::expect_keyword(std::string_view keyword) {
  if (!take_keyword(keyword)) return malformed("Expected " + std::string(keyword) + " keyword");
  return {};
}

Error ExpressionParser::unexpected() const {
  if (is_reserved(peek())) return malformed("Unexpected keyword");
  const bool is_operator = is_comparator(peek()) || is_sign("+") || is_sign("-") || is_sign("*") || is_sign("/") || is_sign("%");
  return malformed(is_operator ? "Unexpected operator" : "Unexpected term");
}

Status ExpressionParser::enter() {
  if (++depth_ > kDeepest) return malformed("Expressions are nested too deeply");
  return {};
}

Result<std::string> ExpressionParser::name() {
  if (!at_name()) return malformed("Expected identifier");
  return take().text;
}

Status ExpressionParser::path(Path& path) {
  ASSIGN_OR_RETURN(std::string first, name());
  path.steps.push_back({false, std::move(first), 0});
  while (true) {
    if (take_sign(".")) {
      ASSIGN_OR_RETURN(std::string next, name());
      path.steps.push_back({false, std::move(next), 0});
    } else if (take_sign("[")) {
      const Token& index = take();
      const bool is_name = index.kind == Token::Kind::string;
      const bool is_index = index.kind == Token::Kind::number && index.text.size() <= kMostIndexDigits &&
                            index.text.find_first_not_of("0123456789") == std::string::npos;
      if (!is_name && !is_index) return malformed("Invalid path component");
      path.steps.push_back({is_index, is_name ? index.text : std::string(), is_index ? std::stoul(index.text) : 0});
      RETURN_IF_ERROR(expect_sign("]", "RIGHT_BRACKET"));
    } else {
      return {};
    }
  }
}

Status ExpressionParser::expression(Expression& out) { return chain("OR", &ExpressionParser::both, out); }
Status ExpressionParser::both(Expression& out) { return chain("AND", &ExpressionParser::negation, out); }

Status ExpressionParser::chain(const char* keyword, Step operand, Expression& out) {
  RETURN_IF_ERROR((this->*operand)(out));
  if (!is_keyword(peek(), keyword)) return {};
  wrap(keyword, out);
  while (take_keyword(keyword)) RETURN_IF_ERROR((this->*operand)(out.arguments.emplace_back()));
  return {};
}

Status ExpressionParser::negation(Expression& out) {
  if (!take_keyword("NOT")) return test(out);
  RETURN_IF_ERROR(enter());
  RETURN_IF_ERROR(negation(out));
  leave();
  wrap("NOT", out);
  return {};
}

Status ExpressionParser::test(Expression& out) {
  RETURN_IF_ERROR(sum(out));
  if (take_keyword("IS")) return is(out);
  if (!take_keyword("NOT")) return test_after(out);
  const bool follows = is_keyword(peek(), "BETWEEN") || is_keyword(peek(), "IN");
  if (!follows) return unexpected();
  RETURN_IF_ERROR(test_after(out));
  wrap("NOT", out);
  return {};
}

/// A comparison, BETWEEN or IN, or the operand alone.
Status ExpressionParser::test_after(Expression& out) {
  if (take_keyword("BETWEEN")) return between(out);
  if (take_keyword("IN")) return in(out);
  if (is_keyword(peek(), "LIKE")) return validation_exception("Unsupported operator: LIKE at " + to_text(peek().position));
  if (!is_comparator(peek())) return {};
  const Token& comparator = take();
  wrap(comparator.text == "!=" ? "<>" : comparator.text.c_str(), out);
  return sum(out.arguments.emplace_back());
}

Status ExpressionParser::between(Expression& out) {
  wrap("BETWEEN", out);
  RETURN_IF_ERROR(sum(out.arguments.emplace_back()));
  RETURN_IF_ERROR(expect_keyword("AND"));
  return sum(out.arguments.emplace_back());
}

/// `IN [a, b]`, `IN (a, b)` or `IN ?`.
Status ExpressionParser::in(Expression& out) {
  wrap("IN", out);
  Expression& list = out.arguments.emplace_back();
  if (!take_sign("(")) return sum(list);
  list.kind = Expression::Kind::list;
  RETURN_IF_ERROR(enter());
  RETURN_IF_ERROR(elements(")", "RIGHT_PAREN", list));
  leave();
  return {};
}

Status ExpressionParser::is(Expression& out) {
  const bool negated = take_keyword("NOT");
  const char* what = is_keyword(peek(), "MISSING") ? "IS MISSING" : is_keyword(peek(), "NULL") ? "IS NULL" : nullptr;
  if (what == nullptr) return malformed("Expected type name");
  take();
  wrap(what, out);
  if (negated) wrap("NOT", out);
  return {};
}

Status ExpressionParser::sum(Expression& out) {
  RETURN_IF_ERROR(term(out));
  if (!is_sign("+") && !is_sign("-")) return {};
  wrap(take().text.c_str(), out);
  RETURN_IF_ERROR(term(out.arguments.emplace_back()));
  if (is_sign("+") || is_sign("-")) return unexpected();
  return {};
}

Status ExpressionParser::term(Expression& out) {
  const Position position = peek().position;
  RETURN_IF_ERROR(enter());
  RETURN_IF_ERROR(literal(out));
  leave();
  out.position = position;
  return {};
}

Status ExpressionParser::literal(Expression& out) {
  using Kind = Expression::Kind;
  if (peek().kind == Token::Kind::string) {
    out.value = AttributeValue(take().text);
  } else if (peek().kind == Token::Kind::number || is_sign("-") || is_sign("+")) {
    return signed_number(out);
  } else if (is_keyword(peek(), "TRUE") || is_keyword(peek(), "FALSE")) {
    out.value = AttributeValue(AttributeValue::Bool{is_keyword(take(), "TRUE")});
  } else if (take_keyword("NULL")) {
    out.value = AttributeValue(AttributeValue::Null());
  } else if (take_keyword("MISSING")) {
    out.kind = Kind::missing;
  } else if (take_sign("?")) {
    out.kind = Kind::parameter;
    out.parameter = parameters_++;
  } else if (take_sign("(")) {
    return parenthesized(out);
  } else if (take_sign("[")) {
    out.kind = Kind::list;
    return elements("]", "RIGHT_BRACKET", out);
  } else if (take_sign("<<")) {
    out.kind = Kind::set;
    return elements(">>", "RIGHT_DOUBLE_ANGLE_BRACKET", out);
  } else if (take_sign("{")) {
    return map(out);
  } else if (peek().kind == Token::Kind::word && is_sign("(", 1) && !is_reserved(peek())) {
    return function(out);
  } else if (at_name()) {
    out.kind = Kind::path;
    return path(out.path);
  } else {
    return unexpected();
  }
  return {};
}

Status ExpressionParser::signed_number(Expression& out) {
  const bool is_signed = peek().kind == Token::Kind::sign;
  if (is_signed && peek(1).kind != Token::Kind::number) return unexpected();
  const std::string sign = is_signed ? take().text : "";
  ASSIGN_OR_RETURN(out.value, number_of(sign + take().text));
  return {};
}

Status ExpressionParser::parenthesized(Expression& out) {
  RETURN_IF_ERROR(expression(out));
  return expect_sign(")", "RIGHT_PAREN");
}

Status ExpressionParser::elements(std::string_view end, const char* end_name, Expression& out) {
  if (take_sign(end)) return {};
  do {
    RETURN_IF_ERROR(sum(out.arguments.emplace_back()));
  } while (take_sign(","));
  return expect_sign(end, end_name);
}

Status ExpressionParser::map(Expression& out) {
  out.kind = Expression::Kind::map;
  if (take_sign("}")) return {};
  do {
    if (peek().kind != Token::Kind::string) return malformed("Expected string literal as a map's key");
    out.names.push_back(take().text);
    RETURN_IF_ERROR(expect_sign(":", "COLON"));
    RETURN_IF_ERROR(sum(out.arguments.emplace_back()));
  } while (take_sign(","));
  return expect_sign("}", "RIGHT_CURLY");
}

Status ExpressionParser::function(Expression& out) {
  out.kind = Expression::Kind::call;
  out.text = small_letters(take().text);
  take();
  return elements(")", "RIGHT_PAREN", out);
}

}  // namespace shardbook::partiql
