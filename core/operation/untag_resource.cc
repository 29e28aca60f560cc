#include "call/resource_address.h"
#include "call/table_lookup.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"

namespace shardbook {

namespace {

Result<UntagResourceInput> read(const Context& context, std::string_view body) {
  UntagResourceInput input;
  RETURN_IF_ERROR(read_json(body, kUntagResourceInput, context.layer, &input));
  RETURN_IF_ERROR(check_resource_arn(input.resource_arn, "UntagResource"));
  RETURN_IF_ERROR(check_constraints(kUntagResourceInput, context.layer, &input));
  RETURN_IF_ERROR(check_table_arn(*input.resource_arn));
  if (input.tag_keys->empty()) return validation_exception("Atleast one Tag Key needs to be provided as Input.");
  return input;
}

}  // namespace

Result<std::string> untag_resource(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const UntagResourceInput input, read(context, body));
  Table* found = find_resource(context, *input.resource_arn);
  if (found == nullptr) return resource_not_found_exception("Requested resource not found");
  RETURN_IF_ERROR(check_changeable(*found));
  Table& table = *found;
  for (const std::string& key : *input.tag_keys) table.tags.erase(key);
  return std::string();
}

}  // namespace shardbook
