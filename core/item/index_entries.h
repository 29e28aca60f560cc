#pragma once

#include <optional>
#include <string>
#include <vector>

#include "throughput/capacity.h"

namespace shardbook {

/// The effect of an item write on one index: the entry and its key before and after. At least one of the keys is set.
struct EntryWrite {
  Index* index;
  std::optional<std::string> old_key;
  std::optional<std::string> new_key;
  Item before;
  Item after;

  bool moves() const { return old_key != new_key; }
};

/// Returns the effects on the table's indexes of replacing `before` by `after` at `item_key`. Either may be no item. Indexes that do not
/// change are left out.
std::vector<EntryWrite> entry_writes(Table& table, const std::string& item_key, const Item& before, const Item& after);

/// Applies the write. If `capacity` is not null, charges the index: one write if the entry is added, removed or changed in place, two if
/// its key changes. `name` is the table as given in the request.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
void write_entry(Context& context, Table& table, std::string_view name, const EntryWrite& write, ConsumedCapacity* capacity);

}  // namespace shardbook
