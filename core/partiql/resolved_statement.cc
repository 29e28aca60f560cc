#include "partiql/resolved_statement.h"

#include "partiql/bind.h"
#include "partiql/condition_of.h"
#include "partiql/update_of.h"

namespace shardbook::partiql {

namespace {

constexpr std::size_t kDeepestPath = 32;

Status check_depth(const Path& path) {
  if (path.steps.size() <= kDeepestPath) return {};
  return validation_exception("The document path has too many nesting levels; nesting levels: " + std::to_string(path.steps.size()));
}

Status check_depths(const ResolvedStatement& statement) {
  for (const Path* path : paths_of(statement.projection)) RETURN_IF_ERROR(check_depth(*path));
  for (const Path* path : statement.update.targets()) RETURN_IF_ERROR(check_depth(*path));
  const Condition condition = all_of(statement.conditions);
  for (const Path* path : condition.paths()) RETURN_IF_ERROR(check_depth(*path));
  return {};
}

Result<AttributeMap> item_of(const Expression& expression) {
  if (expression.kind == Expression::Kind::value && expression.value.m() != nullptr) return *expression.value.m();
  return malformed("Expected a map of literals or parameters after VALUE");
}

Status check_order(const Statement& statement) {
  if (statement.order.empty() || statement.where) return {};
  return validation_exception("Must have WHERE clause in the statement when using ORDER BY clause.");
}

Result<ResolvedStatement> resolve(Statement statement) {
  ResolvedStatement out;
  RETURN_IF_ERROR(check_order(statement));
  if (statement.where) {
    ASSIGN_OR_RETURN(out.conditions, conditions_of(*statement.where));
  }
  if (statement.item) {
    ASSIGN_OR_RETURN(out.item, item_of(*statement.item));
  }
  if (statement.verb == Verb::update) {
    ASSIGN_OR_RETURN(out.update, update_of(statement.assignments));
  }
  out.verb = statement.verb;
  out.table = std::move(statement.table);
  out.index = std::move(statement.index);
  if (!statement.projection.empty()) out.projection.emplace(std::move(statement.projection));
  out.order = std::move(statement.order);
  out.returning = statement.returning;
  RETURN_IF_ERROR(check_depths(out));
  return out;
}

}  // namespace

Status check_parameters(const std::optional<std::vector<ReadValue>>& parameters) {
  if (!parameters) return {};
  for (const ReadValue& parameter : *parameters) {
    if (parameter.fault) return *parameter.fault;
  }
  return {};
}

Result<ResolvedStatement> read_statement(const std::string& text, const std::optional<std::vector<ReadValue>>& parameters) {
  static const std::vector<ReadValue> kNone;
  ASSIGN_OR_RETURN(Statement statement, parse_statement(text));
  RETURN_IF_ERROR(bind(statement, parameters ? *parameters : kNone));
  return resolve(std::move(statement));
}

}  // namespace shardbook::partiql
