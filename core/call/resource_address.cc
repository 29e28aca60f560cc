#include "call/resource_address.h"

#include <algorithm>

#include "call/table_lookup.h"

namespace shardbook {

namespace {

constexpr std::string_view kPrefix = "arn:aws:dynamodb:";
constexpr std::string_view kTable = ":table/";
constexpr std::string_view kStream = "/stream/";
constexpr std::ptrdiff_t kColons = 5;

std::ptrdiff_t colons_in(std::string_view text) { return std::count(text.begin(), text.end(), ':'); }

/// Returns what follows "table/", or empty if the ARN is not that of a table or something that belongs to one.
std::string_view resource_in(std::string_view arn) {
  const std::size_t at = arn.find(kTable);
  return arn.substr(0, kPrefix.size()) != kPrefix || at == std::string_view::npos ? "" : arn.substr(at + kTable.size());
}

bool is_table_arn(std::string_view arn) {
  const std::string_view resource = resource_in(arn);
  return !resource.empty() && resource.find('/') == std::string_view::npos && colons_in(arn) == kColons;
}

Error invalid_arn(std::string_view arn) {
  return validation_exception("Invalid TableArn: Invalid ResourceArn provided as input " + std::string(arn));
}

}  // namespace

Error not_authorized(std::string_view operation, std::string_view resource) {
  return access_denied_exception(std::string("User: arn:aws:iam::") + kAccountId + ":root is not authorized to perform: dynamodb:" +
                                 std::string(operation) + " on resource: " + std::string(resource));
}

Status check_resource_arn(const std::optional<std::string>& arn, std::string_view operation) {
  if (!arn) return validation_exception("Invalid TableArn");
  if (colons_in(*arn) < kColons) return not_authorized(operation, "*");
  const std::size_t slash = arn->rfind('/');
  if (slash == std::string::npos || slash + 1 == arn->size()) return not_authorized(operation, *arn);
  return {};
}

Status check_table_arn(std::string_view arn) { return is_table_arn(arn) ? Status() : invalid_arn(arn); }

bool is_stream_arn(std::string_view arn) { return resource_in(arn).find(kStream) != std::string_view::npos; }

Status check_table_or_stream_arn(std::string_view arn) { return is_table_arn(arn) || is_stream_arn(arn) ? Status() : invalid_arn(arn); }

Table* find_resource(Context& context, std::string_view table_arn) { return table_named(context, table_arn); }

}  // namespace shardbook
