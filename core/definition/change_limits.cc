#include "definition/change_limits.h"

#include <algorithm>

#include "definition/table_settings.h"
#include "value/calendar.h"

namespace shardbook {

namespace {

constexpr std::int64_t kHour = 3600 * 1000LL;
/// Decreases per day without waiting. Each further one requires an hour since the last.
constexpr std::int64_t kFreeDecreases = 4;

/// So many changes of a kind within so many days.
struct Rate {
  const char* what;
  std::size_t times;
  std::int64_t days;

  std::int64_t period() const { return days * kMillisecondsOfDay; }
};
constexpr Rate kOnDemandSwitches{"PayPerRequest mode", 4, 1};
constexpr Rate kTableClassChanges{"TableClass", 2, 30};

bool switches_to_on_demand(const UpdateTableInput& input, const Table& table) {
  return table.billing_mode == BillingMode::provisioned && billing_mode_of(input, table.billing_mode) == BillingMode::pay_per_request;
}

std::string class_of(const Table& table) { return table.table_class.empty() ? "STANDARD" : table.table_class; }

bool changes_class(const UpdateTableInput& input, const Table& table) { return input.table_class && *input.table_class != class_of(table); }

Status check_rate(const Context& context, const Rate& rate, const std::vector<std::int64_t>& changes) {
  const auto counts = [&](std::int64_t change) { return context.now() - change < rate.period(); };
  const auto first = std::find_if(changes.begin(), changes.end(), counts);
  if (static_cast<std::size_t>(changes.end() - first) < rate.times) return {};
  const std::int64_t next = *(changes.end() - static_cast<std::ptrdiff_t>(rate.times)) + rate.period();
  return limit_exceeded_exception("Subscriber limit exceeded: Update to " + std::string(rate.what) + " are limited to " +
                                  std::to_string(rate.times) + " times in " + std::to_string(rate.days) + " day(s). Last update at " +
                                  java_date_text(changes.back()) + ". Next update can be made at " + java_date_text(next));
}

/// Keeps the last change, because its date is described.
void add_change(const Context& context, const Rate& rate, std::vector<std::int64_t>& changes) {
  const auto forgotten = [&](std::int64_t change) { return context.now() - change >= rate.period(); };
  changes.erase(std::remove_if(changes.begin(), changes.end(), forgotten), changes.end());
  changes.push_back(context.now());
}

/// Checks a table or one of its global indexes, which each count their own decreases.
template <class Provisioned>
Status check_decrease(const Context& context, const std::optional<ProvisionedThroughput>& wanted, const Provisioned& present) {
  if (!wanted) return {};
  const Throughput asked = throughput_of(*wanted);
  if (asked.read >= present.throughput.read && asked.write >= present.throughput.write) return {};
  if (present.decreases_today < kFreeDecreases || context.now() - present.last_decrease >= kHour) return {};
  return limit_exceeded_exception(
      "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each "
      "subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: " +
      std::to_string(present.decreases_today) + ". Last decrease at " + long_date_text(present.last_decrease) +
      ". Next decrease can be made at " + long_date_text(present.last_decrease + kHour));
}

Status check_decreases(const Context& context, const UpdateTableInput& input, const Table& table) {
  if (table.billing_mode != BillingMode::provisioned) return {};
  RETURN_IF_ERROR(check_decrease(context, input.provisioned_throughput, table));
  if (!input.global_secondary_index_updates) return {};
  for (const GlobalSecondaryIndexUpdate& update : *input.global_secondary_index_updates) {
    const Index* index = update.update ? table.find_index(*update.update->index_name) : nullptr;
    if (index != nullptr) RETURN_IF_ERROR(check_decrease(context, update.update->provisioned_throughput, *index));
  }
  return {};
}

}  // namespace

Status check_change_limits(const Context& context, const UpdateTableInput& input, const Table& table) {
  RETURN_IF_ERROR(check_decreases(context, input, table));
  if (switches_to_on_demand(input, table)) RETURN_IF_ERROR(check_rate(context, kOnDemandSwitches, table.on_demand_switches));
  if (changes_class(input, table)) RETURN_IF_ERROR(check_rate(context, kTableClassChanges, table.table_class_changes));
  return {};
}

void count_changes(const Context& context, Table& table, const UpdateTableInput& input) {
  if (switches_to_on_demand(input, table)) add_change(context, kOnDemandSwitches, table.on_demand_switches);
  if (changes_class(input, table)) add_change(context, kTableClassChanges, table.table_class_changes);
}

}  // namespace shardbook
