#include "partiql/expression_parser.h"
#include "partiql/statement.h"

namespace shardbook::partiql {

namespace {

/// Clauses of PartiQL that DynamoDB lacks.
constexpr const char* kUnsupportedClauses[] = {"GROUP", "HAVING", "JOIN", "LIMIT", "OFFSET", "UNION"};

class StatementParser : public ExpressionParser {
 public:
  using ExpressionParser::ExpressionParser;

  Result<Statement> parse() {
    RETURN_IF_ERROR(statement());
    RETURN_IF_ERROR(end());
    RETURN_IF_ERROR(deferred());
    out_.parameters = parameters();
    return std::move(out_);
  }

 private:
  Status statement() {
    if (take_word("SELECT")) return select();
    if (is_word("INSERT") && is_word("INTO", 1)) return insert();
    if (take_word("UPDATE")) return update();
    if (take_word("DELETE")) return delete_from();
    if (take_word("FROM")) return update_from();
    if (is_word("EXISTS") && is_sign("(", 1)) return exists();
    return no_statement();
  }

  /// PartiQL allows any expression here, DynamoDB none.
  Status no_statement() {
    defer(malformed("Expected data manipulation"));
    if (is_word("CREATE") || is_word("DROP")) return deferred();
    Expression ignored;
    return expression(ignored);
  }

  Status end() {
    if (take_sign(";")) {
      return at_end() ? Status() : malformed("Unexpected token after semicolon. (Only one query is allowed.)");
    }
    if (at_end()) return {};
    for (const char* clause : kUnsupportedClauses) {
      if (is_word(clause)) return unsupported_clause(clause);
    }
    return malformed("Unexpected token after expression");
  }

  Error unsupported_clause(const std::string& clause) const {
    return validation_exception("Unsupported clause: " + clause + " at " + to_text(peek().position));
  }

  Status select() {
    out_.verb = Verb::select;
    if (is_word("DISTINCT")) {
      defer(unsupported_clause("DISTINCT"));
      take();
    } else {
      take_word("ALL");
    }
    if (is_word("VALUE")) {
      defer(unsupported_clause("VALUE"));
      take();
    }
    RETURN_IF_ERROR(projection());
    if (!take_word("FROM")) return malformed("Expected FROM after SELECT list");
    RETURN_IF_ERROR(source());
    RETURN_IF_ERROR(where());
    return order_by();
  }

  Status projection() {
    bool is_all = false;
    std::size_t columns = 0;
    do {
      ++columns;
      if (take_sign("*")) {
        is_all = true;
      } else {
        RETURN_IF_ERROR(column());
      }
    } while (take_sign(","));
    if (!is_all || columns == 1) return {};
    return malformed("Other expressions may not be present in the select list when '*' is used without dot notation.");
  }

  Status column() {
    Expression column;
    RETURN_IF_ERROR(expression(column));
    if (column.kind == Expression::Kind::path) {
      out_.projection.push_back(std::move(column.path));
    } else {
      defer(validation_exception("Unexpected path component at " + to_text(column.position)));
    }
    return alias();
  }

  Status source() {
    out_.table_position = peek().position;
    Expression source;
    RETURN_IF_ERROR(expression(source));
    if (source.kind != Expression::Kind::path) defer(malformed("Unexpected term"));
    name_table(source.path);
    return alias();
  }

  Status alias() {
    const bool has_keyword = is_word("AS") || is_word("AT") || is_word("BY");
    if (!has_keyword && !is_name(peek())) return {};
    const std::string keyword = has_keyword ? take().text : "";
    if (!is_name(peek())) return malformed("Expected identifier for " + keyword + "-alias");
    take();
    defer(validation_exception("Aliasing is not supported"));
    return {};
  }

  Status where() {
    if (!take_word("WHERE")) return {};
    return expression(out_.where.emplace());
  }

  Status order_by() {
    if (!take_word("ORDER")) return {};
    if (!take_word("BY")) return malformed("Expected BY");
    do {
      Expression key;
      RETURN_IF_ERROR(expression(key));
      if (key.kind != Expression::Kind::path) defer(malformed("Unexpected term"));
      Order& order = out_.order.emplace_back();
      if (!key.path.steps.empty()) order.attribute = key.path.is_nested() ? to_text(key.path) : key.path.top();
      order.descending = take_word("DESC");
      if (!order.descending) take_word("ASC");
    } while (take_sign(","));
    return {};
  }

  Status insert() {
    out_.verb = Verb::insert;
    take();
    take();
    RETURN_IF_ERROR(written_table());
    if (out_.index) {
      defer(validation_exception("FROM clause may only contain a single table name in data manipulation statements at " +
                                 to_text(out_.table_position)));
    }
    if (!take_word("VALUE")) defer(malformed("Expected VALUE keyword"));
    return expression(out_.item.emplace());
  }

  Status update() {
    RETURN_IF_ERROR(changed_table());
    RETURN_IF_ERROR(changes());
    RETURN_IF_ERROR(where());
    return returning();
  }

  /// Parses FROM ... WHERE ... SET ...
  Status update_from() {
    RETURN_IF_ERROR(source());
    check_no_index();
    RETURN_IF_ERROR(where());
    RETURN_IF_ERROR(changes());
    return returning();
  }

  Status changes() {
    out_.verb = Verb::update;
    while (true) {
      if (take_word("SET")) {
        RETURN_IF_ERROR(assignments());
      } else if (take_word("REMOVE")) {
        RETURN_IF_ERROR(simple_path(out_.assignments.emplace_back().path));
      } else {
        break;
      }
    }
    if (out_.assignments.empty()) return malformed("Expected data manipulation");
    return {};
  }

  Status assignments() {
    do {
      Assignment& assignment = out_.assignments.emplace_back();
      RETURN_IF_ERROR(simple_path(assignment.path));
      if (!take_sign("=")) return malformed("Expected '='");
      RETURN_IF_ERROR(expression(assignment.value.emplace()));
    } while (take_sign(","));
    return {};
  }

  Status delete_from() {
    out_.verb = Verb::delete_;
    if (!take_word("FROM")) return malformed("Expected FROM after DELETE");
    RETURN_IF_ERROR(changed_table());
    RETURN_IF_ERROR(where());
    RETURN_IF_ERROR(returning());
    const auto& wanted = out_.returning;
    if (!wanted || (!wanted->modified && wanted->old)) return {};
    defer(validation_exception(std::string("Invalid returning clause: RETURNING ") + (wanted->modified ? "MODIFIED " : "ALL ") +
                               (wanted->old ? "OLD" : "NEW") + " *. Only RETURNING ALL OLD * is allowed in DELETE statements."));
    return {};
  }

  Status written_table() {
    out_.table_position = peek().position;
    Path path;
    RETURN_IF_ERROR(simple_path(path));
    name_table(path);
    return {};
  }

  Status changed_table() {
    RETURN_IF_ERROR(written_table());
    check_no_index();
    return alias();
  }

  void check_no_index() {
    if (out_.index) defer(validation_exception("This operation is not supported on an index"));
  }

  /// Takes "table" or "table"."index".
  void name_table(const Path& path) {
    if (path.steps.size() > 2) defer(validation_exception("A path may contain at most 2 components in the FROM clause"));
    if (!path.steps.empty()) out_.table = path.top();
    if (path.steps.size() > 1) out_.index = path.steps[1].name;
  }

  Status returning() {
    if (!take_word("RETURNING")) return {};
    Returning wanted;
    wanted.modified = is_word("MODIFIED");
    wanted.old = is_word("OLD", 1);
    const bool is_complete = (wanted.modified || is_word("ALL")) && (wanted.old || is_word("NEW", 1));
    if (!is_complete) return malformed("Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.");
    take();
    take();
    RETURN_IF_ERROR(expect_sign("*", "STAR"));
    out_.returning = wanted;
    return {};
  }

  /// Parses EXISTS(SELECT * FROM ...).
  Status exists() {
    take();
    take();
    RETURN_IF_ERROR(expect_word("SELECT"));
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
