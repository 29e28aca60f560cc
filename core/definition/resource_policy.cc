#include "definition/resource_policy.h"

#include "call/resource_address.h"
#include "call/stream_address.h"
#include "call/table_lookup.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"

namespace shardbook {

namespace {

constexpr std::size_t kMostBytes = 20 * 1024;
constexpr const char* kNoPolicy = "NO_POLICY";
constexpr Shape kPolicyDocument = shape::empty_structure("Policy");

struct PolicyDocument {};

bool is_json_object(const std::string& text) {
  PolicyDocument document;
  return read_json(text, kPolicyDocument, ValidationLayer::newer, &document).ok();
}

}  // namespace

Status check_policy(const std::optional<std::string>& policy) {
  if (!policy) return {};
  if (policy->size() > kMostBytes) {
    return validation_exception("One or more parameter values were invalid: Resource policy exceeds the maximum size of 20 KB");
  }
  if (is_json_object(*policy)) return {};
  return validation_exception("One or more parameter values were invalid: Resource policy is not a valid JSON document");
}

void set_policy(Context& context, ResourcePolicy& present, const std::string& text) {
  if (present.text == text) return;
  present.text = text;
  present.revision = std::to_string(context.state.identifiers.moment(context.now()));
}

Result<const ResourcePolicy*> find_policy(Context& context, const std::string& arn) {
  RETURN_IF_ERROR(check_table_or_stream_arn(arn));
  if (is_stream_arn(arn)) {
    ASSIGN_OR_RETURN(const Stream* stream, find_stream(context, arn));
    return &stream->policy;
  }
  ASSIGN_OR_RETURN(const Table* table, find_any_table(context, arn));
  RETURN_IF_ERROR(check_changeable(*table));
  return &table->policy;
}

ResourcePolicy& edit_policy(Context& context, const std::string& arn) {
  return is_stream_arn(arn) ? context.state.edit_stream(arn).policy : table_named(context, arn)->policy;
}

Error no_policy(const std::string& arn) {
  return policy_not_found_exception("Resource-based policy not found for the provided ResourceArn: " + arn);
}

Status check_revision(const ResourcePolicy& present, const std::optional<std::string>& expected, const std::string& arn) {
  if (!expected || *expected == (present.exists() ? present.revision : kNoPolicy)) return {};
  return present.exists() ? policy_not_found_exception("The policy's revision id is not the expected one: " + *expected) : no_policy(arn);
}

std::string revision_response(const ResourcePolicy& policy) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (policy.exists()) json.key("RevisionId").string(policy.revision);
  json.end_object();
  return out;
}

}  // namespace shardbook
