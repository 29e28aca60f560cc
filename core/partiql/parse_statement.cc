#include "partiql/expression_parser.h"
#include "partiql/statement.h"

namespace shardbook::partiql {

namespace {

class StatementParser : public ExpressionParser {
 public:
  using ExpressionParser::ExpressionParser;

  Result<Statement> parse() {
    RETURN_IF_ERROR(statement());
    take_sign(";");
    if (peek().kind != Token::Kind::end) return trailing_token();
    out_.parameters = parameters();
    return std::move(out_);
  }

 private:
  Status statement() {
    if (take_keyword("SELECT")) return select();
    if (take_keyword("INSERT")) return insert();
    if (take_keyword("UPDATE")) return update();
    if (take_keyword("DELETE")) return delete_from();
    if (take_keyword("EXISTS")) return exists();
    return malformed("Expected data manipulation");
  }

  Error trailing_token() const {
    for (const char* clause : {"LIMIT", "GROUP", "HAVING", "OFFSET", "JOIN", "UNION", "AS"}) {
      if (is_keyword(peek(), clause)) return unsupported_clause(clause);
    }
    return malformed("Unexpected token after expression");
  }
  Error unsupported_clause(const std::string& clause) const {
    return validation_exception("Unsupported clause: " + clause + " at " + to_text(peek().position));
  }

  Status select() {
    out_.verb = Verb::select;
    for (const char* clause : {"DISTINCT", "VALUE"}) {
      if (is_keyword(peek(), clause)) return unsupported_clause(clause);
    }
    if (!take_sign("*")) RETURN_IF_ERROR(projection());
    RETURN_IF_ERROR(expect_keyword("FROM"));
    RETURN_IF_ERROR(from());
    RETURN_IF_ERROR(where());
    return order_by();
  }

  Status projection() {
    do {
      const bool is_call = peek().kind == Token::Kind::word && is_sign("(", 1);
      if (is_call) return validation_exception("Unexpected path component at " + to_text(peek().position));
      if (!at_name()) return unexpected();
      RETURN_IF_ERROR(path(out_.projection.emplace_back()));
    } while (take_sign(","));
    return {};
  }

  /// "table" or "table"."index"
  Status from() {
    out_.table_position = peek().position;
    std::vector<std::string> parts;
    do {
      ASSIGN_OR_RETURN(std::string part, name());
      if (part.empty()) return validation_exception("Path component cannot be an empty string");
      parts.push_back(std::move(part));
    } while (take_sign("."));
    if (parts.size() > 2) return validation_exception("A path may contain at most 2 components in the FROM clause");
    out_.table = std::move(parts[0]);
    if (parts.size() == 2) out_.index = std::move(parts[1]);
    return {};
  }

  Status where() {
    if (!take_keyword("WHERE")) return {};
    return expression(out_.where.emplace());
  }

  Status order_by() {
    if (!take_keyword("ORDER")) return {};
    RETURN_IF_ERROR(expect_keyword("BY"));
    do {
      Order order;
      ASSIGN_OR_RETURN(order.attribute, name());
      order.descending = take_keyword("DESC");
      if (!order.descending) take_keyword("ASC");
      out_.order.push_back(std::move(order));
    } while (take_sign(","));
    return {};
  }

  Status insert() {
    out_.verb = Verb::insert;
    RETURN_IF_ERROR(expect_keyword("INTO"));
    RETURN_IF_ERROR(from());
    if (out_.index) {
      return validation_exception("FROM clause may only contain a single table name in data manipulation statements at " +
                                  to_text(out_.table_position));
    }
    RETURN_IF_ERROR(expect_keyword("VALUE"));
    return expression(out_.item.emplace());
  }

  Status update() {
    out_.verb = Verb::update;
    RETURN_IF_ERROR(written_table());
    while (true) {
      if (take_keyword("SET")) {
        RETURN_IF_ERROR(assignments());
      } else if (take_keyword("REMOVE")) {
        RETURN_IF_ERROR(removals());
      } else {
        break;
      }
    }
    if (out_.assignments.empty()) return malformed("Expected data manipulation");
    RETURN_IF_ERROR(where());
    return returning();
  }

  Status written_table() {
    RETURN_IF_ERROR(from());
    if (out_.index) return validation_exception("This operation is not supported on an index");
    return {};
  }

  Status assignments() {
    do {
      Assignment& assignment = out_.assignments.emplace_back();
      RETURN_IF_ERROR(path(assignment.path));
      RETURN_IF_ERROR(expect_sign("=", "assignment"));
      RETURN_IF_ERROR(expression(assignment.value.emplace()));
    } while (take_sign(","));
    return {};
  }

  Status removals() {
    do {
      RETURN_IF_ERROR(path(out_.assignments.emplace_back().path));
    } while (take_sign(","));
    return {};
  }

  Status delete_from() {
    out_.verb = Verb::delete_;
    RETURN_IF_ERROR(expect_keyword("FROM"));
    RETURN_IF_ERROR(written_table());
    RETURN_IF_ERROR(where());
    RETURN_IF_ERROR(returning());
    const auto& wanted = out_.returning;
    if (!wanted || (!wanted->modified && wanted->old)) return {};
    return validation_exception(std::string("Invalid returning clause: RETURNING ") + (wanted->modified ? "MODIFIED " : "ALL ") +
                                (wanted->old ? "OLD" : "NEW") + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
  }

  Status returning() {
    if (!take_keyword("RETURNING")) return {};
    Returning wanted;
    wanted.modified = is_keyword(peek(), "MODIFIED");
    if (!wanted.modified && !is_keyword(peek(), "ALL")) return malformed("Expected ALL or MODIFIED keyword");
    take();
    wanted.old = is_keyword(peek(), "OLD");
    if (!wanted.old && !is_keyword(peek(), "NEW")) return malformed("Expected OLD or NEW keyword");
    take();
    RETURN_IF_ERROR(expect_sign("*", "STAR"));
    out_.returning = wanted;
    return {};
  }

  /// EXISTS(SELECT * FROM ...)
  Status exists() {
    RETURN_IF_ERROR(expect_sign("(", "LEFT_PAREN"));
    RETURN_IF_ERROR(expect_keyword("SELECT"));
    RETURN_IF_ERROR(select());
    RETURN_IF_ERROR(expect_sign(")", "RIGHT_PAREN"));
    out_.verb = Verb::exists;
    return {};
  }

  Statement out_;
};

}  // namespace

Result<Statement> parse_statement(std::string_view text) {
  ASSIGN_OR_RETURN(std::vector<Token> tokens, tokens_of(text));
  return StatementParser(std::move(tokens)).parse();
}

}  // namespace shardbook::partiql
