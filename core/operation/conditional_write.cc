#include "operation/conditional_write.h"

#include <algorithm>

#include "operation/item_address.h"

namespace shardbook {

Status check_condition(const std::optional<Condition>& condition, const Item& before, const std::optional<std::string>& on_failure) {
  if (!condition) return {};
  ItemReader reader(before);
  if (evaluate(*condition, reader)) return {};
  const bool show = on_failure == "ALL_OLD" && before.exists();
  return conditional_check_failed_exception(show ? std::string(before.json()) : std::string());
}

double write_units_between(const Item& before, const Item& after) {
  const auto size = [](const Item& item) { return item.exists() ? item.size() : 0; };
  return write_units(std::max(size(before), size(after)));
}

Partition* heat_of(Context& context, std::string_view table, std::string_view address) {
  Partition& partition = edit_table(context, table).partition_of(hash_of_item_key(address));
  context.touch_partition(partition);
  return &partition;
}

}  // namespace shardbook
