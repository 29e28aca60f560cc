#include "partiql/select_target.h"

#include "partiql/condition_of.h"
#include "read/read_target.h"

namespace shardbook::partiql {

Result<ReadTarget> select_target(Table& table, const ResolvedStatement& statement, bool consistent) {
  if (!statement.index) return ReadTarget{table, nullptr, index_key_schema(table.keys)};
  Index* index = table.find_index(*statement.index);
  if (index == nullptr || index->status == IndexStatus::deleting) {
    return validation_exception("The table does not have the specified index");
  }
  if (index->global && consistent) {
    return validation_exception("Strongly consistent read is not supported on Global Secondary Indexes");
  }
  if (index->status == IndexStatus::creating) {
    return validation_exception("Cannot read from backfilling global secondary index: " + index->name);
  }
  if (index->keys.hash.size() > 1 || index->keys.range.size() > 1) {
    return validation_exception(
        "PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.");
  }
  return ReadTarget{table, index, index->keys};
}

Status check_projected(ReadTarget& target, const ResolvedStatement& statement, bool keyed) {
  RETURN_IF_ERROR(shardbook::check_projected(target, ReadPageInput(), paths_of(statement.projection)));
  if (!keyed) return {};
  const Condition where = all_of(statement.conditions);
  return check_filter_projected(target, where.paths());
}

}  // namespace shardbook::partiql
