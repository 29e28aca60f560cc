#include "partiql/select_target.h"

#include "partiql/condition_of.h"
#include "read/read_page.h"

namespace shardbook::partiql {

Result<ReadTarget> select_target(const Table& table, const ResolvedStatement& statement, bool consistent) {
  if (!statement.index) return ReadTarget{table, nullptr, index_key_schema(table.keys)};
  const Index* index = table.find_index(*statement.index);
  if (index == nullptr || index->status == IndexStatus::deleting) {
    return validation_exception("The table does not have the specified index");
  }
  if (index->global && consistent) {
    return validation_exception("Strongly consistent read is not supported on Global Secondary Indexes");
  }
  if (index->status == IndexStatus::creating) {
    return validation_exception("Cannot read from backfilling global secondary index: " + index->name);
  }
  return ReadTarget{table, index, index->keys};
}

Status check_projected(ReadTarget& target, const ResolvedStatement& statement, bool keyed) {
  PageExpressions asked;
  if (!statement.projection.empty()) asked.projection = Projection{statement.projection};
  const bool filters = keyed || (target.index != nullptr && !target.index->global);
  if (filters && !statement.conditions.empty()) asked.filter = all_of(statement.conditions);
  return shardbook::check_projected(target, ReadPageInput(), asked);
}

}  // namespace shardbook::partiql
