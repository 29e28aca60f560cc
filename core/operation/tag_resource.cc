#include "call/table_lookup.h"
#include "definition/tag_request.h"
#include "definition/tags.h"
#include "operation/operations.h"
#include "request/resource_inputs.h"

namespace shardbook {

Result<std::string> tag_resource(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const TagResourceInput input, read_tag_request<TagResourceInput>(context, body, kTagResourceInput, "TagResource"));
  if (input.tags->empty()) return validation_exception("Atleast one Tag needs to be provided as Input.");
  RETURN_IF_ERROR(check_tags(*input.tags, {}));
  ASSIGN_OR_RETURN(Table * table, find_tagged_table(context, *input.resource_arn));
  RETURN_IF_ERROR(check_changeable(*table));
  TagValues tags = table->tags.current;
  RETURN_IF_ERROR(check_tags(*input.tags, tags));
  put_tags(tags, *input.tags);
  RETURN_IF_ERROR(change_tags(context, *table, tags));
  return std::string();
}

}  // namespace shardbook
