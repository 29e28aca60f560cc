#include "partiql/expression_parser.h"

#include <cctype>

namespace shardbook::partiql {

namespace {

// Deeper than any value or condition that the service takes; keeps the stack small.
constexpr int kDeepest = 100;
constexpr std::size_t kMostIndexDigits = 9;
constexpr std::string_view kComparators[] = {"=", "<>", "!=", "<", "<=", ">", ">="};

bool is_comparator(const Token& token) {
  return token.kind == Token::Kind::sign &&
         std::find(std::begin(kComparators), std::end(kComparators), token.text) != std::end(kComparators);
}

Expression call(std::string text, const Position& position) {
  Expression out;
  out.kind = Expression::Kind::call;
  out.text = std::move(text);
  out.position = position;
  return out;
}

Expression call(std::string text, Expression first) {
  Expression out = call(std::move(text), first.position);
  out.arguments.push_back(std::move(first));
  return out;
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

Result<Path> ExpressionParser::path() {
  Path path;
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
      return path;
    }
  }
}

Result<Expression> ExpressionParser::expression() { return chain("OR", &ExpressionParser::both); }
Result<Expression> ExpressionParser::both() { return chain("AND", &ExpressionParser::negation); }

Result<Expression> ExpressionParser::chain(const char* keyword, Step operand) {
  ASSIGN_OR_RETURN(Expression first, (this->*operand)());
  if (!is_keyword(peek(), keyword)) return first;
  Expression out = call(keyword, std::move(first));
  while (take_keyword(keyword)) {
    ASSIGN_OR_RETURN(Expression next, (this->*operand)());
    out.arguments.push_back(std::move(next));
  }
  return out;
}

Result<Expression> ExpressionParser::negation() {
  if (!take_keyword("NOT")) return test();
  RETURN_IF_ERROR(enter());
  ASSIGN_OR_RETURN(Expression inner, negation());
  leave();
  return call("NOT", std::move(inner));
}

Result<Expression> ExpressionParser::test() {
  ASSIGN_OR_RETURN(Expression first, sum());
  if (take_keyword("IS")) return is(std::move(first));
  if (!is_keyword(peek(), "NOT")) return test_after(std::move(first));
  take();
  const bool follows = is_keyword(peek(), "BETWEEN") || is_keyword(peek(), "IN");
  if (!follows) return unexpected();
  ASSIGN_OR_RETURN(Expression inner, test_after(std::move(first)));
  return call("NOT", std::move(inner));
}

/// A comparison, BETWEEN or IN, or the operand alone.
Result<Expression> ExpressionParser::test_after(Expression first) {
  if (take_keyword("BETWEEN")) return between(std::move(first));
  if (take_keyword("IN")) return in(std::move(first));
  if (is_keyword(peek(), "LIKE")) return validation_exception("Unsupported operator: LIKE at " + to_text(peek().position));
  if (!is_comparator(peek())) return first;
  const std::string comparator = take().text;
  Expression out = call(comparator == "!=" ? "<>" : comparator, std::move(first));
  ASSIGN_OR_RETURN(Expression second, sum());
  out.arguments.push_back(std::move(second));
  return out;
}

Result<Expression> ExpressionParser::between(Expression first) {
  Expression out = call("BETWEEN", std::move(first));
  ASSIGN_OR_RETURN(Expression low, sum());
  RETURN_IF_ERROR(expect_keyword("AND"));
  ASSIGN_OR_RETURN(Expression high, sum());
  out.arguments.push_back(std::move(low));
  out.arguments.push_back(std::move(high));
  return out;
}

/// `IN [a, b]`, `IN (a, b)` or `IN ?`.
Result<Expression> ExpressionParser::in(Expression first) {
  Expression out = call("IN", std::move(first));
  if (take_sign("(")) {
    RETURN_IF_ERROR(enter());
    ASSIGN_OR_RETURN(Expression list, collection(Expression::Kind::list, ")", "RIGHT_PAREN"));
    leave();
    out.arguments.push_back(std::move(list));
  } else {
    ASSIGN_OR_RETURN(Expression list, sum());
    out.arguments.push_back(std::move(list));
  }
  return out;
}

Result<Expression> ExpressionParser::is(Expression first) {
  const bool negated = take_keyword("NOT");
  const char* what = is_keyword(peek(), "MISSING") ? "IS MISSING" : is_keyword(peek(), "NULL") ? "IS NULL" : nullptr;
  if (what == nullptr) return malformed("Expected type name");
  take();
  Expression out = call(what, std::move(first));
  return negated ? call("NOT", std::move(out)) : std::move(out);
}

Result<Expression> ExpressionParser::sum() {
  ASSIGN_OR_RETURN(Expression left, term());
  if (!is_sign("+") && !is_sign("-")) return left;
  Expression out = call(take().text, std::move(left));
  ASSIGN_OR_RETURN(Expression right, term());
  out.arguments.push_back(std::move(right));
  if (is_sign("+") || is_sign("-")) return unexpected();
  return out;
}

Result<Expression> ExpressionParser::term() {
  const Position position = peek().position;
  RETURN_IF_ERROR(enter());
  ASSIGN_OR_RETURN(Expression out, literal());
  leave();
  out.position = position;
  return out;
}

Result<Expression> ExpressionParser::literal() {
  Expression out;
  if (peek().kind == Token::Kind::string) {
    out.value = AttributeValue(take().text);
  } else if (peek().kind == Token::Kind::number) {
    ASSIGN_OR_RETURN(out.value, number_of(take().text));
  } else if (is_keyword(peek(), "TRUE") || is_keyword(peek(), "FALSE")) {
    out.value = AttributeValue(AttributeValue::Bool{is_keyword(take(), "TRUE")});
  } else if (take_keyword("NULL")) {
    out.value = AttributeValue(AttributeValue::Null());
  } else if (take_keyword("MISSING")) {
    out.kind = Expression::Kind::missing;
  } else if (take_sign("?")) {
    out.kind = Expression::Kind::parameter;
    out.parameter = parameters_++;
  } else if (is_sign("-") || is_sign("+")) {
    return signed_number();
  } else if (take_sign("(")) {
    return parenthesized();
  } else if (take_sign("[")) {
    return collection(Expression::Kind::list, "]", "RIGHT_BRACKET");
  } else if (take_sign("<<")) {
    return collection(Expression::Kind::set, ">>", "RIGHT_DOUBLE_ANGLE_BRACKET");
  } else if (take_sign("{")) {
    return map();
  } else if (peek().kind == Token::Kind::word && is_sign("(", 1) && !is_reserved(peek())) {
    return function();
  } else if (at_name()) {
    out.kind = Expression::Kind::path;
    ASSIGN_OR_RETURN(out.path, path());
  } else {
    return unexpected();
  }
  return out;
}

Result<Expression> ExpressionParser::signed_number() {
  if (peek(1).kind != Token::Kind::number) return unexpected();
  const std::string sign = take().text;
  Expression out;
  ASSIGN_OR_RETURN(out.value, number_of(sign + take().text));
  return out;
}

Result<Expression> ExpressionParser::parenthesized() {
  ASSIGN_OR_RETURN(Expression inner, expression());
  RETURN_IF_ERROR(expect_sign(")", "RIGHT_PAREN"));
  return inner;
}

Result<Expression> ExpressionParser::collection(Expression::Kind kind, std::string_view end, const char* end_name) {
  Expression out;
  out.kind = kind;
  if (take_sign(end)) return out;
  do {
    ASSIGN_OR_RETURN(Expression element, sum());
    out.arguments.push_back(std::move(element));
  } while (take_sign(","));
  RETURN_IF_ERROR(expect_sign(end, end_name));
  return out;
}

Result<Expression> ExpressionParser::map() {
  Expression out;
  out.kind = Expression::Kind::map;
  if (take_sign("}")) return out;
  do {
    if (peek().kind != Token::Kind::string) return malformed("Expected string literal as a map's key");
    out.names.push_back(take().text);
    RETURN_IF_ERROR(expect_sign(":", "COLON"));
    ASSIGN_OR_RETURN(Expression value, sum());
    out.arguments.push_back(std::move(value));
  } while (take_sign(","));
  RETURN_IF_ERROR(expect_sign("}", "RIGHT_CURLY"));
  return out;
}

Result<Expression> ExpressionParser::function() {
  const Token& name = take();
  Expression out = call(small_letters(name.text), name.position);
  take();
  if (take_sign(")")) return out;
  do {
    ASSIGN_OR_RETURN(Expression argument, sum());
    out.arguments.push_back(std::move(argument));
  } while (take_sign(","));
  RETURN_IF_ERROR(expect_sign(")", "RIGHT_PAREN"));
  return out;
}

}  // namespace shardbook::partiql
