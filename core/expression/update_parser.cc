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

constexpr std::string_view kKeywords[] = {"SET", "REMOVE", "ADD", "DELETE"};

class UpdateParser : public Parser {
 public:
  explicit UpdateParser(std::string_view text) : Parser(text, kKeywords) {}

  Result<ParsedUpdate> parse() {
    do {
      const SectionName* section = take_section();
      if (section == nullptr) return syntax_error();
      if (parsed_.update.count(section->section) > 0 && parsed_.repeated_section.empty()) parsed_.repeated_section = section->keyword;
      RETURN_IF_ERROR(actions(section->section));
    } while (peek().kind != Token::Kind::end);
    parsed_.redundant_parentheses = redundant_parentheses_;
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

  /// Parses `path = value`, where value is an operand or the sum or difference of two, with or without parentheses.
  Status assignment(Update::Action& action) {
    RETURN_IF_ERROR(expect_sign("="));
    std::size_t open = 0;
    while (take_sign("(")) ++open;
    ASSIGN_OR_RETURN(action.value, operand());
    open -= close(open);
    if (is_sign("+") || is_sign("-")) {
      RETURN_IF_ERROR(count_operator());
      action.arithmetic = take().text[0];
      ASSIGN_OR_RETURN(action.right, enclosed_operand());
      open -= close(open);
    }
    if (open > 0) return syntax_error();
    return {};
  }

  /// Consumes closing parentheses, at most `open` of them, and returns how many.
  std::size_t close(std::size_t open) {
    std::size_t closed = 0;
    while (closed < open && take_sign(")")) ++closed;
    if (closed > 1) redundant_parentheses_ = true;
    return closed;
  }

  ParsedUpdate parsed_;
};

}  // namespace

Result<ParsedUpdate> parse_update_text(std::string_view text) { return UpdateParser(text).parse(); }

}  // namespace shardbook
