#include "definition/change_limits.h"

#include <algorithm>
#include <utility>

#include "definition/table_settings.h"
#include "value/calendar.h"

namespace shardbook {

namespace {

constexpr std::int64_t kHour = 3600 * 1000LL;
/// Decreases per day without waiting. Each further one requires an hour since the last.
constexpr std::int64_t kFreeDecreases = 4;

/// After this many encryption changes within a day, each further one must come six hours after the last.
constexpr std::size_t kFreeEncryptionChanges = 4;
constexpr std::int64_t kEncryptionWait = 6 * kHour;

/// How long the service takes to settle a change of the deletion protection.
constexpr std::int64_t kProtectionWait = 15'000;

/// At most this many changes of a kind in this many days.
struct Rate {
  std::size_t times;
  std::int64_t days;

  std::int64_t period() const { return days * kMillisecondsOfDay; }
};
constexpr Rate kOnDemandSwitches{4, 1};
constexpr Rate kTableClassChanges{2, 30};
constexpr Rate kEncryptionChanges{kFreeEncryptionChanges, 1};

bool switches_to_on_demand(const UpdateTableInput& input, const Table& table) {
  return table.billing_mode == BillingMode::provisioned && billing_mode_of(input, table.billing_mode) == BillingMode::pay_per_request;
}

std::string class_of(const Table& table) { return table.table_class.empty() ? "STANDARD" : table.table_class; }

/// Returns the changes that still count, oldest first.
std::vector<std::int64_t> recent(const Context& context, const Rate& rate, std::vector<std::int64_t> changes) {
  const auto forgotten = [&](std::int64_t change) { return context.now() - change >= rate.period(); };
  changes.erase(std::remove_if(changes.begin(), changes.end(), forgotten), changes.end());
  return changes;
}

Status check_on_demand_switches(const Context& context, const Table& table) {
  const Rate& rate = kOnDemandSwitches;
  const std::vector<std::int64_t> changes = recent(context, rate, table.on_demand_switches);
  if (changes.size() < rate.times) return {};
  const std::int64_t next = changes[changes.size() - rate.times] + rate.period();
  return limit_exceeded_exception("Subscriber limit exceeded: Update to PayPerRequest mode are limited to " + std::to_string(rate.times) +
                                  " times in " + std::to_string(rate.days) + " day(s). Last update at " + java_date_text(changes.back()) +
                                  ". Next update can be made at " + java_date_text(next));
}

Status check_table_class_changes(const Context& context, const Table& table) {
  const Rate& rate = kTableClassChanges;
  if (recent(context, rate, table.table_class_changes).size() < rate.times) return {};
  return limit_exceeded_exception("Subscriber limit exceeded: Updates to TableClass are limited to " + std::to_string(rate.times) +
                                  " times in " + std::to_string(rate.days) + " day(s).");
}

Status check_encryption_changes(const Context& context, const Table& table) {
  const std::vector<std::int64_t> changes = recent(context, kEncryptionChanges, table.encryption_changes);
  if (changes.size() < kFreeEncryptionChanges || context.now() - changes.back() >= kEncryptionWait) return {};
  return limit_exceeded_exception("Subscriber limit exceeded: Encryption mode changes are limited in the 24h window ending at " +
                                  utc_text(changes.front() + kEncryptionChanges.period()) +
                                  ". After the first 4 change, each subsequent change in the same window can be performed at most once "
                                  "every 21600 seconds. Number of updates today: " +
                                  std::to_string(changes.size()) + ". Last change at " + utc_text(changes.back()) +
                                  ". Next changes can be made at " + utc_text(changes.back() + kEncryptionWait) + ".");
}

/// A matter of seconds, so it is only enforced with the service's latencies.
Status check_protection_changes(const Context& context, const Table& table) {
  if (!context.options.service_latency || table.protection_changed == 0) return {};
  const std::int64_t next = table.protection_changed + kProtectionWait;
  if (context.now() >= next) return {};
  return throttling_exception("Deletion protection setting for table " + table.name + " modified within the previous " +
                              std::to_string(kProtectionWait) + " milliseconds. Please try again after " + utc_text(next));
}

bool changes_protection(const UpdateTableInput& input, const Table& table) {
  return input.deletion_protection_enabled && *input.deletion_protection_enabled != table.deletion_protection;
}

/// Keeps the last change, because its date is described.
void add_change(const Context& context, const Rate& rate, std::vector<std::int64_t>& changes) {
  changes = recent(context, rate, std::move(changes));
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

bool changes_class(const UpdateTableInput& input, const Table& table) { return input.table_class && *input.table_class != class_of(table); }

Status check_change_limits(const Context& context, const UpdateTableInput& input, const Table& table) {
  RETURN_IF_ERROR(check_decreases(context, input, table));
  if (switches_to_on_demand(input, table)) RETURN_IF_ERROR(check_on_demand_switches(context, table));
  if (input.table_class) RETURN_IF_ERROR(check_table_class_changes(context, table));
  if (input.sse_specification) RETURN_IF_ERROR(check_encryption_changes(context, table));
  if (changes_protection(input, table)) RETURN_IF_ERROR(check_protection_changes(context, table));
  return {};
}

void count_changes(const Context& context, Table& table, const UpdateTableInput& input) {
  if (switches_to_on_demand(input, table)) add_change(context, kOnDemandSwitches, table.on_demand_switches);
  if (changes_class(input, table)) add_change(context, kTableClassChanges, table.table_class_changes);
  if (input.sse_specification) add_change(context, kEncryptionChanges, table.encryption_changes);
  if (changes_protection(input, table)) table.protection_changed = context.now();
}

}  // namespace shardbook
