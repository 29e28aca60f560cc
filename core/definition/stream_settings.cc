#include "definition/stream_settings.h"

namespace shardbook {

namespace {

Error invalid(const char* text) { return validation_exception(std::string("One or more parameter values were invalid: ") + text); }

bool has_view_if_on(const StreamSpecification& specification) {
  return *specification.stream_enabled == specification.stream_view_type.has_value();
}

}  // namespace

Status check_new_stream(const std::optional<StreamSpecification>& specification) {
  if (!specification || has_view_if_on(*specification)) return {};
  return invalid(*specification->stream_enabled ? "Table is being created with a stream enabled, UpdateViewType is required"
                                                : "Table is being created with a stream disabled, UpdateViewType should not be specified");
}

Status check_stream_change(const std::optional<StreamSpecification>& specification) {
  if (!specification || has_view_if_on(*specification)) return {};
  return invalid(*specification->stream_enabled ? "If stream is being enabled then UpdateViewType is required"
                                                : "If stream is being disabled, then UpdateViewType must not be specified");
}

Status check_stream_change(const std::optional<StreamSpecification>& specification, const Table& table) {
  if (!specification || *specification->stream_enabled != table.stream_enabled) return {};
  return validation_exception(
      (table.stream_enabled ? "Table already has an enabled stream: TableName: " : "Table has no stream to disable: TableName: ") +
      table.name);
}

}  // namespace shardbook
