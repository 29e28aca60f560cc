#pragma once

#include <optional>
#include <string>
#include <vector>

#include "error/result.h"
#include "expression/condition.h"
#include "expression/projection.h"
#include "expression/update.h"
#include "partiql/statement.h"
#include "protocol/shape.h"

namespace shardbook::partiql {

/// A statement translated to values, conditions and an update. Everything that does not need the table has been checked.
struct ResolvedStatement {
  Verb verb = Verb::select;
  std::string table;  // a name or an ARN
  std::optional<std::string> index;
  std::optional<Projection> projection;   // for SELECT; nullopt: all attributes
  std::vector<ConditionNode> conditions;  // of WHERE: all must hold
  std::vector<Order> order;
  AttributeMap item;  // for INSERT
  Update update;
  std::optional<Returning> returning;

  bool reads() const { return verb == Verb::select; }
};

/// Checks the parameters: an invalid value fails the whole request, whatever its statements say.
Status check_parameters(const std::optional<std::vector<ReadValue>>& parameters);

/// Parses and resolves a statement; its parameters must have been checked.
Result<ResolvedStatement> read_statement(const std::string& text, const std::optional<std::vector<ReadValue>>& parameters);

}  // namespace shardbook::partiql
