#include "call/resource_address.h"

#include <optional>

#include "call/table_lookup.h"

namespace shardbook {

namespace {

constexpr std::string_view kTable = "table/";
constexpr std::string_view kStream = "/stream/";
constexpr std::string_view kIndex = "/index/";

/// "arn:<partition>:<service>:<region>:<account>:<resource>"
struct Arn {
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  std::string_view resource;

  /// "<table>" or "<table>/stream/<label>"; empty if the resource does not belong to a table.
  std::string_view of_table() const {
    return resource.substr(0, kTable.size()) == kTable ? resource.substr(kTable.size()) : std::string_view();
  }
};

std::optional<Arn> parse_arn(std::string_view text) {
  Arn arn;
  std::string_view scheme;
  for (std::string_view* part : {&scheme, &arn.partition, &arn.service, &arn.region, &arn.account}) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    *part = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  arn.resource = text;
  return scheme == "arn" ? std::optional(arn) : std::nullopt;
}

bool is_table(std::string_view of_table) { return !of_table.empty() && of_table.find('/') == std::string_view::npos; }
bool is_stream(std::string_view of_table) { return of_table.find(kStream) != std::string_view::npos; }

Error invalid(const std::string& text, std::string_view arn) {
  return validation_exception("One or more parameter values were invalid: " + text + ": " + std::string(arn));
}

Status check_any_arn(std::string_view text, const std::optional<Arn>& arn) {
  if (text.substr(0, 4) != "arn:") return invalid("ARNs must start with 'arn:'", text);
  if (!arn || arn->service != "dynamodb" || arn->of_table().empty()) return invalid("Provided Arn is not a DynamoDB resource arn", text);
  if (arn->of_table().find(kIndex) != std::string_view::npos) {
    return invalid("Invalid resource arn provided, only table or stream is accepted. Provided resource arn", text);
  }
  if (is_table(arn->of_table()) || is_stream(arn->of_table())) return {};
  return invalid("Provided Arn is not a DynamoDB resource arn", text);
}

Error not_authorized(std::string_view operation, std::string_view resource) {
  return access_denied_exception(std::string("User: arn:aws:iam::") + kAccountId + ":root is not authorized to perform: dynamodb:" +
                                 std::string(operation) + " on resource: " + std::string(resource));
}

}  // namespace

Status check_table_address(const Context& context, std::string_view name_or_arn) {
  if (name_or_arn.substr(0, 4) != "arn:") return {};
  const std::optional<Arn> arn = parse_arn(name_or_arn);
  const auto invalid_part = [&](const char* part) {
    return validation_exception(std::string("1 validation error detected: Invalid ") + part + " in '" + std::string(name_or_arn) + "'");
  };
  if (!arn || arn->partition != "aws") return invalid_part("AWS partition");
  if (arn->service != "dynamodb" || !is_table(arn->of_table())) return invalid_part("resource type");
  if (arn->region != context.region) return invalid_part("AWS region");
  if (arn->account != kAccountId) return access_denied_exception("Access is denied");
  return {};
}

Status check_tagged_arn(const Context& context, std::string_view text, std::string_view operation) {
  const std::optional<Arn> arn = parse_arn(text);
  RETURN_IF_ERROR(check_any_arn(text, arn));
  if (arn->partition != "aws" || arn->region != context.region || !is_table(arn->of_table())) {
    return validation_exception("Invalid TableArn: Invalid ResourceArn provided as input " + std::string(text));
  }
  return arn->account == kAccountId ? Status() : not_authorized(operation, text);
}

Status check_policy_arn(const Context& context, std::string_view text) {
  const std::optional<Arn> arn = parse_arn(text);
  RETURN_IF_ERROR(check_any_arn(text, arn));
  if (arn->partition != "aws" || arn->region != context.region) return invalid("Invalid resource Arn", text);
  if (arn->account == kAccountId) return {};
  return validation_exception("This action is only supported by accounts that match the resource owner\u2019s account.");
}

bool is_stream_arn(std::string_view text) {
  const std::optional<Arn> arn = parse_arn(text);
  return arn && arn->partition == "aws" && arn->service == "dynamodb" && is_stream(arn->of_table());
}

Result<Table*> find_tagged_table(Context& context, std::string_view table_arn) {
  Table* table = table_named(context, table_arn);
  if (table != nullptr) return table;
  return resource_not_found_exception("Requested resource not found: ResourceArn: " + std::string(table_arn) + " not found");
}

}  // namespace shardbook
