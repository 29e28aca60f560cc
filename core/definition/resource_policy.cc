#include "definition/resource_policy.h"

#include "call/resource_address.h"
#include "call/stream_address.h"
#include "call/table_lookup.h"
#include "protocol/json_writer.h"
#include "value/calendar.h"

namespace shardbook {

namespace {

constexpr const char* kNoPolicy = "NO_POLICY";
constexpr std::string_view kStream = "/stream/";
/// How long a change of a policy takes to settle. A matter of seconds, so it is only enforced with the service's latencies.
constexpr std::int64_t kWait = 15'000;

Error not_found(const std::string& why) {
  return policy_not_found_exception("Resource-based policy not found for the provided ResourceArn: " + why);
}

std::string subject_of(const PolicyAddress& address) {
  return address.stream.empty() ? "table " + address.table : "stream " + address.stream;
}

}  // namespace

Result<PolicyAddress> policy_address(const Context& context, const std::string& arn) {
  RETURN_IF_ERROR(check_policy_arn(context, arn));
  PolicyAddress address{arn, std::string(table_name_in(arn)), ""};
  const std::size_t at = address.table.find(kStream);
  if (at == std::string::npos) return address;
  address.stream = address.table.substr(at + kStream.size());
  address.table.resize(at);
  return address;
}

Result<ResourcePolicy*> find_policy(Context& context, const PolicyAddress& address) {
  if (address.kind() == PolicyOf::table) {
    ASSIGN_OR_RETURN(Table * table, find_any_table(context, address.arn));
    return &table->policy;
  }
  context.touch_table(address.table);
  if (context.state.find_stream(address.arn) != nullptr) return &context.state.edit_stream(address.arn).policy;
  return resource_not_found_exception("Requested resource not found: Stream: " + address.stream + " not found for Table: " + address.table);
}

Result<ResourcePolicy*> find_changeable_policy(Context& context, const PolicyAddress& address) {
  ASSIGN_OR_RETURN(ResourcePolicy * policy, find_policy(context, address));
  if (address.kind() == PolicyOf::table) RETURN_IF_ERROR(check_changeable(*context.state.find_table(context.region, address.table)));
  return policy;
}

void set_policy(Context& context, ResourcePolicy& present, const std::string& policy) {
  present.text = policy;
  present.changed = context.state.identifiers.moment(context.now());
}

Status check_revision(const ResourcePolicy& present, const std::optional<std::string>& expected, const PolicyAddress& address) {
  if (!expected || *expected == (present.exists() ? present.revision() : kNoPolicy)) return {};
  const std::string asked = "Requested update for policy with revision id " + *expected + ", but ";
  if (present.changed == 0) return not_found(asked + subject_of(address) + " has no associated policy.");
  return not_found(asked + "the policy associated to target " + subject_of(address) + " has revision id " + present.revision() + ".");
}

Status check_settled(const Context& context, const ResourcePolicy& present, const PolicyAddress& address) {
  const std::int64_t next = present.changed + kWait;
  if (!context.options.service_latency || present.changed == 0 || context.now() >= next) return {};
  return throttling_exception("Resource-based policy for " + subject_of(address) + " modified within the previous " +
                              std::to_string(kWait) + " milliseconds. Please try again after " + utc_text(next) + ".");
}

Error no_policy(const PolicyAddress& address) { return not_found(address.arn); }

std::string revision_response(const std::string& revision) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (!revision.empty()) json.key("RevisionId").string(revision);
  json.end_object();
  return out;
}

}  // namespace shardbook
