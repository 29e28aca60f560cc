#include "partiql/expression_parser.h"

#include <cctype>
#include <charconv>
#include <iterator>

namespace shardbook::partiql {

namespace {

// No statement that the service accepts nests deeper: values have 32 levels, and each level of a condition other than parentheses is an
// operator, of which there can be 300.
constexpr int kDeepest = 302;
constexpr std::size_t kMostIndexDigits = 9;

/// Precedence of infix operators: greater binds tighter.
constexpr int kOr = 10;
constexpr int kAnd = 20;
constexpr int kNot = 30;
constexpr int kEquality = 40;
constexpr int kComparison = 50;
constexpr int kSum = 60;
constexpr int kProduct = 70;

struct Infix {
  const char* text;
  int precedence;
};
constexpr Infix kInfixWords[] = {{"OR", kOr},          {"AND", kAnd}, {"IS", kEquality}, {"IN", kEquality}, {"BETWEEN", kComparison},
                                 {"LIKE", kComparison}};
constexpr Infix kInfixSigns[] = {{"=", kEquality},   {"<>", kEquality},   {"!=", kEquality}, {"<", kComparison}, {"<=", kComparison},
                                 {">", kComparison}, {">=", kComparison}, {"+", kSum},       {"-", kSum},        {"||", kSum},
                                 {"*", kProduct},    {"/", kProduct},     {"%", kProduct}};
/// Operators of PartiQL that DynamoDB lacks.
constexpr const char* kUnsupported[] = {"LIKE", "||", "*", "/", "%"};

/// Keywords that are function names when followed by a parenthesis.
constexpr const char* kFunctionKeywords[] = {
    "avg",   "bit_length", "char_length", "character_length", "count", "date_add",  "date_diff", "exists", "extract",
    "lower", "max",        "min",         "octet_length",     "size",  "substring", "sum",       "trim",   "upper"};

bool is_one_of(const Token& token, const char* const* begin, const char* const* end) {
  return std::any_of(begin, end, [&](const char* word) { return is_keyword(token, word); });
}

const Infix* infix_of(const Token& token) {
  const bool is_sign = token.kind == Token::Kind::sign;
  const Infix* begin = is_sign ? std::begin(kInfixSigns) : std::begin(kInfixWords);
  const Infix* end = is_sign ? std::end(kInfixSigns) : std::end(kInfixWords);
  const Infix* found =
      std::find_if(begin, end, [&](const Infix& infix) { return is_sign ? token.text == infix.text : is_keyword(token, infix.text); });
  return found == end ? nullptr : found;
}

/// Returns whether NOT may precede the operator.
bool is_negatable(const Token& token) { return is_keyword(token, "IN") || is_keyword(token, "BETWEEN") || is_keyword(token, "LIKE"); }

/// Makes an expression the first operand of an operator. `a AND b AND c` becomes a single call.
void wrap(std::string_view text, Position position, Expression& operand) {
  if (operand.kind == Expression::Kind::call && operand.text == text && (text == "AND" || text == "OR")) return;
  Expression call;
  call.kind = Expression::Kind::call;
  call.text = text;
  call.position = position;
  call.arguments.push_back(std::move(operand));
  operand = std::move(call);
}

std::string with_case(int (*change)(int), std::string text) {
  for (char& c : text) c = static_cast<char>(change(static_cast<unsigned char>(c)));
  return text;
}

Error at_position(const std::string& what, const Position& position) { return validation_exception(what + " at " + to_text(position)); }
Error unexpected_component(const Position& position) { return at_position("Unexpected path component", position); }
Error empty_component() { return validation_exception("Path component cannot be an empty string"); }

}  // namespace

bool ExpressionParser::take_sign(std::string_view sign) {
  if (!is_sign(sign)) return false;
  take();
  return true;
}

bool ExpressionParser::take_word(std::string_view keyword) {
  if (!is_word(keyword)) return false;
  take();
  return true;
}

Status ExpressionParser::expect_sign(std::string_view sign, const char* name) {
  if (!take_sign(sign)) return malformed(std::string("Expected ") + name);
  return {};
}

Status ExpressionParser::expect_word(std::string_view keyword) {
  if (!take_word(keyword)) return malformed("Expected " + std::string(keyword) + " keyword");
  return {};
}

void ExpressionParser::defer(Error fault) {
  if (!deferred_) deferred_ = std::move(fault);
}

Error ExpressionParser::unexpected() const {
  const Token& token = peek();
  if (infix_of(token) != nullptr && !is_sign("*")) return malformed("Unexpected operator");
  if (is_word("FROM")) return malformed("Expected data manipulation");
  const bool is_plain = token.kind != Token::Kind::word || is_word("AS") || is_word("AT") || is_word("BY");
  return malformed(is_plain ? "Unexpected term" : "Unexpected keyword");
}

Status ExpressionParser::enter() {
  if (++depth_ > kDeepest) return malformed("Expressions are nested too deeply");
  return {};
}

Status ExpressionParser::expression(Expression& out, int above) {
  RETURN_IF_ERROR(unary(out));
  while (true) {
    const bool negated = is_word("NOT") && is_negatable(peek(1));
    const Infix* infix = infix_of(peek(negated ? 1 : 0));
    if (infix == nullptr || infix->precedence <= above) return {};
    const Position position = peek().position;
    if (negated) take();
    if (is_word("IS")) {
      RETURN_IF_ERROR(is(out));
    } else if (is_word("IN")) {
      RETURN_IF_ERROR(in(infix->precedence, out));
    } else if (is_word("BETWEEN")) {
      RETURN_IF_ERROR(between(infix->precedence, out));
    } else {
      RETURN_IF_ERROR(binary(infix->precedence, out));
    }
    if (negated) wrap("NOT", position, out);
  }
}

Status ExpressionParser::unary(Expression& out) {
  const Position position = peek().position;
  if (take_word("NOT")) {
    RETURN_IF_ERROR(enter());
    RETURN_IF_ERROR(expression(out, kNot));
    leave();
    wrap("NOT", position, out);
    return {};
  }
  if (!is_sign("+") && !is_sign("-")) return path_term(out);
  const std::string sign = take().text;
  RETURN_IF_ERROR(enter());
  RETURN_IF_ERROR(unary(out));
  leave();
  if (out.kind != Expression::Kind::number) {
    defer(at_position("Unsupported operator: " + sign, position));
  } else if (sign == "-") {
    out.text = out.text[0] == '-' ? out.text.substr(1) : "-" + out.text;
  }
  return {};
}

Status ExpressionParser::right_side(int precedence, Expression& out) {
  if (at_end()) return malformed("Missing right-hand side expression of infix operator");
  return expression(out, precedence);
}

Status ExpressionParser::binary(int precedence, Expression& out) {
  const Token& token = take();
  const std::string text = token.text == "!=" ? "<>" : with_case(std::toupper, token.text);
  const bool is_known = std::find(std::begin(kUnsupported), std::end(kUnsupported), text) == std::end(kUnsupported);
  if (!is_known) defer(at_position("Unsupported operator: " + text, token.position));
  wrap(text, token.position, out);
  return right_side(precedence, out.arguments.emplace_back());
}

Status ExpressionParser::between(int precedence, Expression& out) {
  wrap("BETWEEN", take().position, out);
  RETURN_IF_ERROR(right_side(precedence, out.arguments.emplace_back()));
  RETURN_IF_ERROR(expect_word("AND"));
  if (at_end()) return malformed("Expected expression after AND");
  return expression(out.arguments.emplace_back(), precedence);
}

/// Parses `IN [a, b]`, `IN (a, b)` or `IN ?`.
Status ExpressionParser::in(int precedence, Expression& out) {
  wrap("IN", take().position, out);
  Expression& list = out.arguments.emplace_back();
  if (!take_sign("(")) return right_side(precedence, list);
  list.kind = Expression::Kind::list;
  RETURN_IF_ERROR(enter());
  do {
    RETURN_IF_ERROR(expression(list.arguments.emplace_back()));
  } while (take_sign(","));
  leave();
  return expect_sign(")", "RIGHT_PAREN");
}

/// Stores the type's name in the call's `names`.
Status ExpressionParser::is(Expression& out) {
  const Position position = take().position;
  const bool negated = take_word("NOT");
  if (peek().kind != Token::Kind::word) return malformed("Expected type name");
  wrap("IS", position, out);
  out.names.push_back(with_case(std::toupper, take().text));
  if (negated) wrap("NOT", position, out);
  return {};
}

std::string ExpressionParser::take_name() {
  if (peek().text.empty()) defer(empty_component());
  return take().text;
}

Status ExpressionParser::path_term(Expression& out) {
  RETURN_IF_ERROR(term(out));
  const bool is_path = out.kind == Expression::Kind::path;
  Path ignored;
  Path& path = is_path ? out.path : ignored;
  while (is_sign(".") || is_sign("[")) {
    if (!is_path) defer(unexpected_component(peek().position));
    if (is_sign("[")) {
      RETURN_IF_ERROR(index_step(path));
      continue;
    }
    take();
    if (is_sign("*")) {
      defer(unexpected_component(take().position));
    } else if (is_name(peek())) {
      path.steps.push_back({false, take_name(), 0});
    } else {
      return malformed("Invalid path dot component");
    }
  }
  return {};
}

/// Parses `[1]` or `['name']`.
Status ExpressionParser::index_step(Path& path) {
  take();
  const Position position = peek().position;
  if (is_sign("*")) {
    defer(unexpected_component(take().position));
    return expect_sign("]", "RIGHT_BRACKET");
  }
  Expression step;
  RETURN_IF_ERROR(enter());
  RETURN_IF_ERROR(expression(step));
  leave();
  RETURN_IF_ERROR(expect_sign("]", "RIGHT_BRACKET"));
  const std::string* name = step.kind == Expression::Kind::value ? step.value.s() : nullptr;
  const bool is_index = step.kind == Expression::Kind::number && step.text.size() <= kMostIndexDigits &&
                        step.text.find_first_not_of("0123456789") == std::string::npos;
  if (name != nullptr) {
    if (name->empty()) defer(empty_component());
    path.steps.push_back({false, *name, 0});
  } else if (is_index) {
    std::size_t index = 0;
    std::from_chars(step.text.data(), step.text.data() + step.text.size(), index);
    path.steps.push_back({true, "", index});
  } else {
    defer(unexpected_component(position));
  }
  return {};
}

Status ExpressionParser::simple_path(Path& path) {
  if (!is_name(peek())) return malformed("Expected identifier for simple path");
  path.steps.push_back({false, take_name(), 0});
  while (is_sign(".") || is_sign("[")) {
    if (take_sign(".")) {
      if (!is_name(peek())) return malformed(is_sign("*") ? "Invalid path dot component for simple path" : "Invalid path dot component");
      path.steps.push_back({false, take_name(), 0});
    } else {
      const bool is_literal = peek(1).kind == Token::Kind::number || peek(1).kind == Token::Kind::string;
      if (!is_literal) return malformed("Invalid path component for simple path");
      RETURN_IF_ERROR(index_step(path));
    }
  }
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
  const bool begins_call =
      is_sign("(", 1) && (is_name(peek()) || is_one_of(peek(), std::begin(kFunctionKeywords), std::end(kFunctionKeywords)));
  if (begins_call) return function(out);
  if (peek().kind == Token::Kind::string) {
    out.value = AttributeValue(take().text);
  } else if (peek().kind == Token::Kind::number) {
    out.kind = Kind::number;
    out.text = take().text;
  } else if (take_sign("?")) {
    out.kind = Kind::parameter;
    out.parameter = parameters_++;
  } else if (take_sign("(")) {
    return group(out);
  } else if (take_sign("[")) {
    out.kind = Kind::list;
    return elements("]", "RIGHT_BRACKET", out);
  } else if (take_sign("<<")) {
    out.kind = Kind::set;
    return elements(">>", "RIGHT_DOUBLE_ANGLE_BRACKET", out);
  } else if (take_sign("{")) {
    return map(out);
  } else if (is_name(peek())) {
    out.kind = Kind::path;
    out.path.steps.push_back({false, take_name(), 0});
  } else {
    return word(out);
  }
  return {};
}

Status ExpressionParser::word(Expression& out) {
  if (is_word("TRUE") || is_word("FALSE")) {
    out.value = AttributeValue(AttributeValue::Bool{is_keyword(take(), "TRUE")});
  } else if (take_word("NULL")) {
    out.value = AttributeValue(AttributeValue::Null());
  } else if (take_word("MISSING")) {
    out.kind = Expression::Kind::missing;
  } else {
    return unexpected();
  }
  return {};
}

/// `(a)` is a, `(a, b)` is a list.
Status ExpressionParser::group(Expression& out) {
  RETURN_IF_ERROR(expression(out));
  if (is_sign(",")) {
    Expression list;
    list.kind = Expression::Kind::list;
    list.arguments.push_back(std::move(out));
    while (take_sign(",")) RETURN_IF_ERROR(expression(list.arguments.emplace_back()));
    out = std::move(list);
  }
  return expect_sign(")", "RIGHT_PAREN");
}

Status ExpressionParser::elements(std::string_view end, const char* end_name, Expression& out) {
  if (take_sign(end)) return {};
  do {
    RETURN_IF_ERROR(expression(out.arguments.emplace_back()));
  } while (take_sign(","));
  return expect_sign(end, end_name);
}

Status ExpressionParser::map(Expression& out) {
  out.kind = Expression::Kind::map;
  if (take_sign("}")) return {};
  do {
    RETURN_IF_ERROR(map_key(out.names.emplace_back()));
    RETURN_IF_ERROR(expect_sign(":", "COLON"));
    RETURN_IF_ERROR(expression(out.arguments.emplace_back()));
  } while (take_sign(","));
  return expect_sign("}", "RIGHT_CURLY");
}

Status ExpressionParser::map_key(std::string& name) {
  Expression key;
  RETURN_IF_ERROR(expression(key));
  if (key.kind != Expression::Kind::value || key.value.s() == nullptr) {
    defer(malformed("Expected string literal as a map's key"));
    return {};
  }
  name = *key.value.s();
  if (name.empty()) defer(empty_component());
  return {};
}

Status ExpressionParser::function(Expression& out) {
  out.kind = Expression::Kind::function;
  out.text = with_case(std::tolower, take().text);
  take();
  if (!is_sign("*")) return elements(")", "RIGHT_PAREN", out);
  if (out.text != "count") return malformed(out.text + "(*) is not allowed");
  take();
  return expect_sign(")", "RIGHT_PAREN");
}

}  // namespace shardbook::partiql
