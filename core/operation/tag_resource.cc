#include "call/resource_address.h"
#include "call/table_lookup.h"
#include "definition/tags.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"

namespace shardbook {

namespace {

Result<TagResourceInput> read(const Context& context, std::string_view body) {
  TagResourceInput input;
  RETURN_IF_ERROR(read_json(body, kTagResourceInput, context.layer, &input));
  RETURN_IF_ERROR(check_resource_arn(input.resource_arn, "TagResource"));
  RETURN_IF_ERROR(check_constraints(kTagResourceInput, context.layer, &input));
  RETURN_IF_ERROR(check_table_arn(*input.resource_arn));
  if (input.tags->empty()) return validation_exception("Atleast one Tag needs to be provided as Input.");
  return input;
}

}  // namespace

Result<std::string> tag_resource(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TagResourceInput input, read(context, body));
  Table* table = find_resource(context, *input.resource_arn);
  if (table == nullptr) {
    return resource_not_found_exception("Requested resource not found: ResourcArn: " + *input.resource_arn + " not found");
  }
  RETURN_IF_ERROR(check_changeable(*table));
  RETURN_IF_ERROR(check_tags(*input.tags, table->tags));
  put_tags(table->tags, *input.tags);
  return std::string();
}

}  // namespace shardbook
