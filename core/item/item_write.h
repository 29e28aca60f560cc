#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/condition.h"
#include "item/index_entries.h"
#include "throughput/capacity.h"

namespace shardbook {

/// The write of one item, the same for every operation that writes. An operation validates its request and finds the item's place; then the
/// write is admitted, what becomes of the item is worked out and charged for, whether or not it may happen, and committed. Until then
/// nothing is changed.
class ItemWrite {
 public:
  /// `name` is the table as the request gave it and must outlive this; `address` is the item's key in the table.
  ItemWrite(Table& table, std::string_view name, std::string address);
  /// The same with what becomes of the item, where that is known from the start.
  ItemWrite(Table& table, std::string_view name, std::string address, Item after);

  Table& table() const { return *table_; }
  std::string_view name() const { return name_; }
  const std::string& address() const { return address_; }
  /// The item as it is, and as it will be: the same until set_after says otherwise. Either may be no item.
  const Item& before() const { return before_; }
  const Item& after() const { return after_; }
  void set_after(Item after);

  /// Throttling, where it is asked for: of the table, before any condition is looked at, and of the global indexes that the write concerns.
  Status admit(Context& context) const;
  Status admit_entries(Context& context) const;

  /// Charges the table for the larger of the two items. `times` is 2 in a transaction.
  void charge(ConsumedCapacity& capacity, double times = 1) const;

  /// ItemCollectionSizeLimitExceededException if the item's collection grows too large.
  Status check_collection() const;

  /// Puts the item in its place, in the table and its indexes, charges for the indexes, emits events and records the change in the table's
  /// stream. It cannot fail. A write that changes nothing leaves no trace. `transaction` is the number of the call that is one, else 0.
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

/// ConditionalCheckFailedException, with the item if `on_failure` is "ALL_OLD", unless the condition holds for `before`.
Status check_condition(const std::optional<Condition>& condition, const Item& before, const std::optional<std::string>& on_failure);

}  // namespace shardbook
