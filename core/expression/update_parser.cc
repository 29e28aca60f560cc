#include "expression/update_parser.h"

#include <utility>

#include "expression/parser.h"

namespace shardbook {

namespace {

using Section = Update::Section;

struct SectionName {
  std::string_view keyword;
  Section section;
};
constexpr SectionName kSections[] = {
    {"SET", Section::set}, {"REMOVE", Section::remove}, {"ADD", Section::add}, {"DELETE", Section::delete_}};

constexpr int kDeepestParentheses = 100;

class UpdateParser : public Parser {
 public:
  using Parser::Parser;

  Result<ParsedUpdate> parse() {
    do {
      const SectionName* section = take_section();
      if (section == nullptr) return syntax_error();
      if (parsed_.update.count(section->section) > 0 && parsed_.repeated_section.empty()) parsed_.repeated_section = section->keyword;
      RETURN_IF_ERROR(actions(section->section));
    } while (peek().kind != Token::Kind::end);
    return std::move(parsed_);
  }

 private:
  const SectionName* take_section() {
    for (const SectionName& candidate : kSections) {
      if (take_keyword(candidate.keyword)) return &candidate;
    }
    return nullptr;
  }

  Status actions(Section section) {
    do {
      Update::Action action;
      action.section = section;
      ASSIGN_OR_RETURN(action.path, path());
      if (section == Section::set) RETURN_IF_ERROR(assignment(action));
      if (section == Section::add || section == Section::delete_) {
        if (peek().kind != Token::Kind::value) return syntax_error();
        ASSIGN_OR_RETURN(action.value, operand());
      }
      parsed_.update.actions.push_back(std::move(action));
    } while (take_sign(","));
    return {};
  }

  Status assignment(Update::Action& action) {
    RETURN_IF_ERROR(expect_sign("="));
    return sum(action, 0);
  }

  /// Operands and their sum may stand in parentheses.
  Status sum(Update::Action& action, int depth) {
    if (is_sign("(") && depth < kDeepestParentheses) {
      take();
      RETURN_IF_ERROR(sum(action, depth + 1));
      RETURN_IF_ERROR(expect_sign(")"));
      if (std::exchange(closed_, true)) parsed_.redundant_parentheses = true;
    } else {
      ASSIGN_OR_RETURN(action.value, operand());
      closed_ = false;
    }
    if ((!is_sign("+") && !is_sign("-")) || action.arithmetic != 0) return {};
    action.arithmetic = take().text[0];
    ASSIGN_OR_RETURN(action.right, enclosed_operand());
    closed_ = false;
    return {};
  }

  Result<Operand> enclosed_operand() {
    if (!take_sign("(")) return operand();
    ASSIGN_OR_RETURN(Operand inner, operand());
    RETURN_IF_ERROR(expect_sign(")"));
    return inner;
  }

  ParsedUpdate parsed_;
  bool closed_ = false;  // the last sum ended with a parenthesis
};

}  // namespace

Result<ParsedUpdate> parse_update_text(std::string_view text) { return UpdateParser(text).parse(); }

}  // namespace shardbook
