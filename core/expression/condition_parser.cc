#include "expression/condition_parser.h"

#include <optional>

namespace shardbook {

namespace {

// No condition that the service accepts nests deeper: each level but parentheses is an operator, of which there may be 300.
constexpr int kDeepest = 302;

/// What stands between operators: a condition, or an operand that a comparator may follow.
struct Term {
  std::optional<ConditionNode> condition;
  Operand operand;
  bool in_parentheses = false;
};

bool is_comparator(const Token& token) {
  if (token.kind != Token::Kind::sign) return false;
  const std::string_view text = token.text;
  return text == "=" || text == "<>" || text == "<" || text == "<=" || text == ">" || text == ">=";
}

ConditionNode node(ConditionNode::Kind kind, std::string_view text) {
  ConditionNode out;
  out.kind = kind;
  out.text = text;
  return out;
}

class ConditionParser : public Parser {
 public:
  using Parser::Parser;

  Result<ParsedCondition> parse() {
    ParsedCondition parsed;
    ASSIGN_OR_RETURN(parsed.root, condition());
    RETURN_IF_ERROR(expect_end());
    parsed.redundant_parentheses = redundant_parentheses_;
    return parsed;
  }

 private:
  Result<ConditionNode> condition() {
    ASSIGN_OR_RETURN(Term term, either());
    return as_condition(std::move(term));
  }

  /// A function stands for a condition; a bare path or value does not.
  Result<ConditionNode> as_condition(Term term) {
    if (term.condition) return *std::move(term.condition);
    if (term.operand.kind != Operand::Kind::function) return syntax_error();
    ConditionNode out = node(ConditionNode::Kind::function, term.operand.text);
    out.operands = std::move(term.operand.arguments);
    return out;
  }

  Result<Term> either() { return chain("OR", ConditionNode::Kind::either, &ConditionParser::both); }
  Result<Term> both() { return chain("AND", ConditionNode::Kind::both, &ConditionParser::negation); }

  Result<Term> chain(const char* keyword, ConditionNode::Kind kind, Result<Term> (ConditionParser::*next)()) {
    ASSIGN_OR_RETURN(Term first, (this->*next)());
    if (!is_keyword(peek(), keyword)) return first;
    ConditionNode out = node(kind, keyword);
    ASSIGN_OR_RETURN(ConditionNode left, as_condition(std::move(first)));
    out.children.push_back(std::move(left));
    while (take_keyword(keyword)) {
      ASSIGN_OR_RETURN(Term term, (this->*next)());
      ASSIGN_OR_RETURN(ConditionNode right, as_condition(std::move(term)));
      out.children.push_back(std::move(right));
    }
    Term whole;
    whole.condition = std::move(out);
    return whole;
  }

  Result<Term> negation() {
    if (!take_keyword("NOT")) return test();
    if (++depth_ > kDeepest) return too_deep();
    ASSIGN_OR_RETURN(Term term, negation());
    ASSIGN_OR_RETURN(ConditionNode inner, as_condition(std::move(term)));
    --depth_;
    Term whole;
    whole.condition = node(ConditionNode::Kind::negation, "NOT");
    whole.condition->children.push_back(std::move(inner));
    return whole;
  }

  Result<Term> test() {
    ASSIGN_OR_RETURN(Term term, primary());
    if (term.condition) return term;
    if (is_comparator(peek())) return comparison(std::move(term.operand));
    if (take_keyword("BETWEEN")) return between(std::move(term.operand));
    if (take_keyword("IN")) return in(std::move(term.operand));
    return term;
  }

  Result<Term> comparison(Operand left) {
    Term whole;
    whole.condition = node(ConditionNode::Kind::comparison, take().text);
    whole.condition->operands.push_back(std::move(left));
    RETURN_IF_ERROR(operand_into(*whole.condition));
    return whole;
  }

  Result<Term> between(Operand first) {
    Term whole;
    whole.condition = node(ConditionNode::Kind::between, "BETWEEN");
    whole.condition->operands.push_back(std::move(first));
    RETURN_IF_ERROR(operand_into(*whole.condition));
    if (!take_keyword("AND")) return syntax_error();
    RETURN_IF_ERROR(operand_into(*whole.condition));
    return whole;
  }

  Result<Term> in(Operand first) {
    Term whole;
    whole.condition = node(ConditionNode::Kind::in, "IN");
    whole.condition->operands.push_back(std::move(first));
    RETURN_IF_ERROR(expect_sign("("));
    do {
      RETURN_IF_ERROR(operand_into(*whole.condition));
    } while (take_sign(","));
    RETURN_IF_ERROR(expect_sign(")"));
    return whole;
  }

  Status operand_into(ConditionNode& node) {
    ASSIGN_OR_RETURN(Term term, primary());
    if (term.condition) return syntax_error();
    node.operands.push_back(std::move(term.operand));
    return {};
  }

  Result<Term> primary() {
    if (take_sign("(")) return parenthesized();
    Term term;
    ASSIGN_OR_RETURN(term.operand, operand());
    return term;
  }

  Result<Term> parenthesized() {
    if (++depth_ > kDeepest) return too_deep();
    ASSIGN_OR_RETURN(Term term, either());
    RETURN_IF_ERROR(expect_sign(")"));
    --depth_;
    if (term.in_parentheses) redundant_parentheses_ = true;
    term.in_parentheses = true;
    return term;
  }

  static Error too_deep() { return counted(validation_exception("The expression contains too many operators; operator count: 301")); }

  int depth_ = 0;
  bool redundant_parentheses_ = false;
};

}  // namespace

Result<ParsedCondition> parse_condition_text(std::string_view text) { return ConditionParser(text).parse(); }

}  // namespace shardbook
