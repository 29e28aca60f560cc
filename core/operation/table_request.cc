#include "operation/table_request.h"

#include "operation/item_address.h"
#include "operation/table_description.h"

namespace shardbook {

namespace {

constexpr std::size_t kLeastName = 3;
constexpr std::size_t kMostName = 255;

}  // namespace

Status check_table_name(const std::optional<std::string>& name, bool check_length) {
  if (!name) return validation_exception("The parameter 'TableName' is required but was not present in the request");
  const std::string_view bare = table_name_in(*name);
  if (!check_length || (bare.size() >= kLeastName && bare.size() <= kMostName)) return {};
  return validation_exception("TableName must be at least 3 characters long and at most 255 characters long");
}

Result<const Table*> find_any_table(Context& context, std::string_view name_or_arn) {
  const std::string_view name = table_name_in(name_or_arn);
  context.touch_table(name);
  const Table* table = context.state.find_table(context.region, name);
  if (table == nullptr || (name != name_or_arn && table->arn() != name_or_arn)) {
    return resource_not_found_exception("Requested resource not found: Table: " + std::string(name) + " not found");
  }
  return table;
}

Status check_active(const Table& table) {
  if (table.status == TableStatus::active) return {};
  const char* doing = table.status == TableStatus::creating   ? "created: "
                      : table.status == TableStatus::deleting ? "deleted: "
                                                              : "updated: ";
  return resource_in_use_exception(std::string("Attempt to change a resource which is still in use: Table is being ") + doing + table.name);
}

Status check_changeable(const Table& table) { return table.status == TableStatus::updating ? Status() : check_active(table); }

std::string table_response(std::string_view member, const Table& table) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key(member);
  append_table_description(json, table);
  json.end_object();
  return out;
}

}  // namespace shardbook
