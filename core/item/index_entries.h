#pragma once

#include <optional>
#include <string>
#include <vector>

#include "throughput/capacity.h"

namespace shardbook {

/// What a write of an item does to one index: where the item's entry lies before and after, and what it is. At least one of the two is
/// there.
struct EntryWrite {
  Index* index;
  std::optional<std::string> old_key;
  std::optional<std::string> new_key;
  Item before;
  Item after;

  bool moves() const { return old_key != new_key; }
};

/// What replacing `before` by `after` (either may be no item) at `item_key` does to the table's indexes; those that it leaves alone are
/// left out.
std::vector<EntryWrite> entry_writes(Table& table, const std::string& item_key, const Item& before, const Item& after);

/// Does it, and charges it to the index if `capacity` is not null: one write for a new entry, a lost one and one that changed, two if the
/// entry's key changed. `name` is the table as the request gave it.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
void write_entry(Context& context, Table& table, std::string_view name, const EntryWrite& write, ConsumedCapacity* capacity);

}  // namespace shardbook
