#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error/result.h"
#include "expression/update.h"
#include "partiql/expression.h"

namespace shardbook::partiql {

enum class Verb : std::uint8_t { select, insert, update, delete_, exists };

/// RETURNING {ALL|MODIFIED} {OLD|NEW} *
struct Returning {
  bool modified = false;
  bool old = false;
};

/// One key of ORDER BY.
struct Order {
  std::string attribute;
  bool descending = false;
};

/// A SET or REMOVE of an UPDATE.
struct Assignment {
  Path path;
  std::optional<Expression> value;  // nullopt: REMOVE
};

/// A statement as parsed: parameters are not bound, and the table has not been looked up.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html
struct Statement {
  Verb verb = Verb::select;
  std::string table;
  std::optional<std::string> index;
  Position table_position;
  std::vector<Path> projection;  // for SELECT; empty: *
  std::optional<Expression> where;
  std::vector<Order> order;
  std::optional<Expression> item;       // for INSERT
  std::vector<Assignment> assignments;  // for UPDATE, in the order written
  std::optional<Returning> returning;   // for UPDATE and DELETE
  std::size_t parameters = 0;           // number of `?`
};

/// Parses a statement.
Result<Statement> parse_statement(std::string_view text);

}  // namespace shardbook::partiql
