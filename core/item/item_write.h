#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/condition.h"
#include "item/index_entries.h"
#include "throughput/capacity.h"
#include "value/set_order.h"

namespace shardbook {

/// The write of one item, shared by all operations that write. The operation validates its request and locates the item. Then the write is
/// admitted, the new item computed and charged for (even if its condition fails), and finally committed. Nothing changes before that.
class ItemWrite {
 public:
  /// `name` is the table as given in the request and must outlive this object; `address` is the item's key in the table.
  ItemWrite(Table& table, std::string_view name, std::string address);
  /// The same, if the new item is known from the start.
  ItemWrite(Table& table, std::string_view name, std::string address, Item after);

  Table& table() const { return *table_; }
  std::string_view name() const { return name_; }
  const std::string& address() const { return address_; }
  /// The item before and after the write: the same until set_after is called. Either may be no item.
  const Item& before() const { return before_; }
  const Item& after() const { return after_; }
  void set_after(Item after);

  /// Apply throttling, if enabled: to the table, before any condition is evaluated, and to the global indexes affected.
  Status admit(Context& context) const;
  Status admit_entries(Context& context) const;

  /// Charges the table for the larger of the two items. `times` is 2 in a transaction.
  void charge(ConsumedCapacity& capacity, double times = 1) const;

  /// Fails with ItemCollectionSizeLimitExceededException if the item's collection would grow too large.
  Status check_collection() const;

  /// Stores the item in the table and its indexes, charges the indexes, emits events and records the change in the table's stream. Cannot
  /// fail. Does nothing if the item is unchanged. `transaction` is the number of the call if it is a transaction, else 0.
  void commit(Context& context, ConsumedCapacity* capacity, std::int64_t transaction = 0) const;

 private:
  void emit_written(Context& context, std::int64_t transaction) const;
  void record_change(Context& context, std::int64_t transaction) const;
  Item keys() const;

  Table* table_;
  std::string_view name_;
  std::string address_;
  Item before_;
  Item after_;
  std::vector<EntryWrite> entries_;
};

/// Fails with ConditionalCheckFailedException unless the condition holds for `before`; includes the item if `on_failure` is "ALL_OLD".
Status check_condition(const std::optional<Condition>& condition, const Item& before, const std::optional<std::string>& on_failure,
                       SetOrder order = SetOrder::ascending);

}  // namespace shardbook
