#include "definition/continuous_backups.h"

#include <algorithm>

#include "call/table_lookup.h"
#include "definition/table_description.h"
#include "protocol/json_writer.h"
#include "value/calendar.h"

namespace shardbook {

namespace {

/// How far the latest restorable time lags behind the current time.
constexpr std::int64_t kBehind = 5LL * 60 * 1000;

/// Restorable times are whole seconds.
std::string moment_text(std::int64_t milliseconds) { return timestamp_text(milliseconds / 1000 * 1000); }

void append_window(JsonWriter& json, const Context& context, const ContinuousBackups& backups) {
  const std::int64_t since = backups.recovery_since;
  json.key("RecoveryPeriodInDays").integer(backups.recovery_days);
  json.key("EarliestRestorableDateTime").raw(moment_text(std::max(since, context.now() - backups.recovery_days * kMillisecondsOfDay)));
  json.key("LatestRestorableDateTime").raw(moment_text(std::max(since, context.now() - kBehind)));
}

}  // namespace

Result<Table*> find_backed_up_table(Context& context, const std::string& name_or_arn) {
  Table* table = table_named(context, name_or_arn);
  if (table != nullptr) return table;
  return table_not_found_exception("Table not found: " + std::string(table_name_in(name_or_arn)));
}

std::string continuous_backups_response(const Context& context, const ContinuousBackups& backups) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("ContinuousBackupsDescription").begin_object();
  json.key("ContinuousBackupsStatus").string(are_available(context, backups) ? "ENABLED" : "DISABLED");
  json.key("PointInTimeRecoveryDescription").begin_object();
  json.key("PointInTimeRecoveryStatus").string(backups.recovers() ? "ENABLED" : "DISABLED");
  if (backups.recovers()) append_window(json, context, backups);
  json.end_object().end_object().end_object();
  return out;
}

bool are_available(const Context& context, const ContinuousBackups& backups) {
  return backups.available != 0 && context.now() >= backups.available;
}

}  // namespace shardbook
