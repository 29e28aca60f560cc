#include "expression/condition_parser.h"

#include <optional>
#include <utility>

namespace shardbook {

namespace {

constexpr std::string_view kKeywords[] = {"AND", "OR", "NOT", "BETWEEN", "IN"};

/// What comes between operators: a condition, or an operand that a comparator may follow.
struct Term {
  std::optional<ConditionNode> condition;
  Operand operand;
  bool in_parentheses = false;
};

/// The conditions parsed so far within a pair of parentheses, or at the top level.
struct Group {
  std::vector<ConditionNode> alternatives;  // between ORs, each complete
  std::vector<ConditionNode> both;          // between ANDs, since the last OR
  int negations = 0;                        // NOTs before the next condition

  bool is_empty() const { return alternatives.empty() && both.empty() && negations == 0; }
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

ConditionNode joined(ConditionNode::Kind kind, std::string_view text, std::vector<ConditionNode> children) {
  if (children.size() == 1) return std::move(children.front());
  ConditionNode out = node(kind, text);
  out.children = std::move(children);
  return out;
}

// Not recursive: an expression of 4 KB can nest deeper than the stack allows.
class ConditionParser : public Parser {
 public:
  explicit ConditionParser(std::string_view text) : Parser(text, kKeywords) {}

  Result<ParsedCondition> parse() {
    for (bool more = true; more;) {
      RETURN_IF_ERROR(enter());
      Term term;
      ASSIGN_OR_RETURN(term.operand, operand());
      RETURN_IF_ERROR(test(term));
      while (groups_.size() > 1 && is_sign(")")) {
        RETURN_IF_ERROR(leave(term));
        RETURN_IF_ERROR(test(term));
      }
      RETURN_IF_ERROR(add(std::move(term)));
      ASSIGN_OR_RETURN(more, connective());
    }
    if (groups_.size() > 1) return syntax_error();
    RETURN_IF_ERROR(expect_end());
    ParsedCondition parsed;
    parsed.root = whole(std::move(groups_.back()));
    parsed.redundant_parentheses = redundant_parentheses_;
    return parsed;
  }

 private:
  Group& group() { return groups_.back(); }

  /// Consumes NOTs and opening parentheses before an operand.
  Status enter() {
    while (true) {
      if (take_keyword("NOT")) {
        RETURN_IF_ERROR(count_operator());
        ++group().negations;
      } else if (take_sign("(")) {
        groups_.emplace_back();
      } else {
        return {};
      }
    }
  }

  /// Turns each group whose parenthesis closes here into a term of the enclosing group.
  Status leave(Term& term) {
    if (group().is_empty()) {
      if (term.in_parentheses) redundant_parentheses_ = true;
    } else {
      RETURN_IF_ERROR(add(std::move(term)));
      term = Term();
      term.condition = whole(std::move(group()));
    }
    take();
    groups_.pop_back();
    term.in_parentheses = true;
    return {};
  }

  /// Consumes AND or OR if it comes next.
  Result<bool> connective() {
    const bool is_or = take_keyword("OR");
    if (!is_or && !take_keyword("AND")) return false;
    RETURN_IF_ERROR(count_operator());
    if (is_or) close_both(group());
    return true;
  }

  /// Adds a term to the current group. A function can be a condition; a bare path or value cannot.
  Status add(Term term) {
    if (!term.condition) {
      if (term.operand.kind != Operand::Kind::function) return syntax_error();
      term.condition = node(ConditionNode::Kind::function, term.operand.text);
      term.condition->operands = std::move(term.operand.arguments);
    }
    ConditionNode condition = *std::move(term.condition);
    for (; group().negations > 0; --group().negations) {
      ConditionNode negation = node(ConditionNode::Kind::not_, "NOT");
      negation.children.push_back(std::move(condition));
      condition = std::move(negation);
    }
    group().both.push_back(std::move(condition));
    return {};
  }

  static void close_both(Group& group) {
    group.alternatives.push_back(joined(ConditionNode::Kind::and_, "AND", std::exchange(group.both, {})));
  }

  static ConditionNode whole(Group group) {
    close_both(group);
    return joined(ConditionNode::Kind::or_, "OR", std::move(group.alternatives));
  }

  /// Turns an operand followed by a comparator, BETWEEN or IN into a condition.
  Status test(Term& term) {
    if (term.condition) return {};
    if (is_comparator(peek())) return finish(term, node(ConditionNode::Kind::comparison, take().text), &ConditionParser::operand_of);
    if (take_keyword("BETWEEN")) return finish(term, node(ConditionNode::Kind::between, "BETWEEN"), &ConditionParser::bounds_of);
    if (take_keyword("IN")) return finish(term, node(ConditionNode::Kind::in, "IN"), &ConditionParser::list_of);
    return {};
  }

  /// `rest` parses what follows the operator.
  Status finish(Term& term, ConditionNode condition, Status (ConditionParser::*rest)(ConditionNode&)) {
    RETURN_IF_ERROR(count_operator());
    condition.operands.push_back(std::move(term.operand));
    RETURN_IF_ERROR((this->*rest)(condition));
    term = Term();
    term.condition = std::move(condition);
    return {};
  }

  Status bounds_of(ConditionNode& condition) {
    RETURN_IF_ERROR(operand_of(condition));
    if (!take_keyword("AND")) return syntax_error();
    return operand_of(condition);
  }

  Status list_of(ConditionNode& condition) {
    RETURN_IF_ERROR(expect_sign("("));
    do {
      RETURN_IF_ERROR(operand_of(condition));
    } while (take_sign(","));
    return expect_sign(")");
  }

  Status operand_of(ConditionNode& condition) {
    ASSIGN_OR_RETURN(Operand operand, enclosed_operand());
    condition.operands.push_back(std::move(operand));
    return {};
  }

  std::vector<Group> groups_ = std::vector<Group>(1);
};

}  // namespace

Result<ParsedCondition> parse_condition_text(std::string_view text) { return ConditionParser(text).parse(); }

}  // namespace shardbook
