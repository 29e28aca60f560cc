#include "call/table_lookup.h"
#include "definition/tag_request.h"
#include "definition/tags.h"
#include "operation/operations.h"
#include "request/resource_inputs.h"

namespace shardbook {

Result<std::string> untag_resource(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const UntagResourceInput input,
                   read_tag_request<UntagResourceInput>(context, body, kUntagResourceInput, "UntagResource"));
  if (input.tag_keys->empty()) return validation_exception("Atleast one Tag Key needs to be provided as Input.");
  RETURN_IF_ERROR(check_tag_keys(*input.tag_keys));
  ASSIGN_OR_RETURN(Table * table, find_tagged_table(context, *input.resource_arn));
  RETURN_IF_ERROR(check_changeable(*table));
  TagValues tags = table->tags.current;
  for (const std::string& key : *input.tag_keys) tags.erase(key);
  RETURN_IF_ERROR(change_tags(context, *table, tags));
  return std::string();
}

}  // namespace shardbook
