#include "storage/table.h"

#include <algorithm>

namespace shardbook {

std::string_view name_of(TableStatus status) {
  switch (status) {
    case TableStatus::creating:
      return "CREATING";
    case TableStatus::active:
      return "ACTIVE";
    case TableStatus::updating:
      return "UPDATING";
    case TableStatus::deleting:
      return "DELETING";
  }
  return "";
}

std::string Table::arn() const { return "arn:aws:dynamodb:" + region + ":" + kAccountId + ":table/" + name; }

const Index* Table::find_index(std::string_view index) const { return const_cast<Table*>(this)->find_index(index); }

Index* Table::find_index(std::string_view index) {
  const auto found = std::find_if(indexes.begin(), indexes.end(), [&](const Index& candidate) { return candidate.name == index; });
  return found == indexes.end() ? nullptr : &*found;
}

bool Table::has_local_indexes() const {
  return std::any_of(indexes.begin(), indexes.end(), [](const Index& index) { return !index.global; });
}

TreeSummary Table::summary_of(const Partition& partition) const {
  const TreeSummary start = items.below(item_key_floor(partition.from));
  TreeSummary end = partition.to == UINT64_MAX ? items.total() : items.below(item_key_floor(partition.to + 1));
  end.count -= start.count;
  end.weight -= start.weight;
  return end;
}

}  // namespace shardbook
