#include "call/table_lookup.h"

namespace shardbook {

namespace {

constexpr std::string_view kTableInArn = ":table/";

}  // namespace

std::string_view table_name_in(std::string_view name_or_arn) {
  if (name_or_arn.substr(0, 4) != "arn:") return name_or_arn;
  const std::size_t at = name_or_arn.find(kTableInArn);
  return at == std::string_view::npos ? name_or_arn : name_or_arn.substr(at + kTableInArn.size());
}

Table* table_named(Context& context, std::string_view name_or_arn) {
  const std::string_view name = table_name_in(name_or_arn);
  context.touch_table(name);
  Table* table = context.state.tables.edit(table_key(context.region, name));
  if (table == nullptr) return nullptr;
  return name == name_or_arn || table->arn() == name_or_arn ? table : nullptr;
}

Result<Table*> find_table(Context& context, std::string_view name_or_arn) {
  Table* table = table_named(context, name_or_arn);
  const bool readable = table != nullptr && (table->status == TableStatus::active || table->status == TableStatus::updating);
  if (!readable) return resource_not_found_exception("Requested resource not found");
  return table;
}

Result<Table*> find_any_table(Context& context, std::string_view name_or_arn) {
  Table* table = table_named(context, name_or_arn);
  if (table != nullptr) return table;
  return resource_not_found_exception("Requested resource not found: Table: " + std::string(table_name_in(name_or_arn)) + " not found");
}

Error still_in_use(const std::string& what) {
  return resource_in_use_exception("Attempt to change a resource which is still in use: " + what);
}

Status check_active(const Table& table) {
  if (table.status == TableStatus::active) return {};
  const char* doing = table.status == TableStatus::creating   ? "created: "
                      : table.status == TableStatus::deleting ? "deleted: "
                                                              : "updated: ";
  return still_in_use(std::string("Table is being ") + doing + table.name);
}

Status check_changeable(const Table& table) { return table.status == TableStatus::updating ? Status() : check_active(table); }

}  // namespace shardbook
