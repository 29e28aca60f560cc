#include "definition/tag_request.h"
#include "definition/tags.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "request/resource_inputs.h"

namespace shardbook {

/// All tags fit into one response, so any NextToken starts over.
Result<std::string> list_tags_of_resource(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const ListTagsOfResourceInput input,
                   read_tag_request<ListTagsOfResourceInput>(context, body, kListTagsOfResourceInput, "ListTagsOfResource"));
  ASSIGN_OR_RETURN(const Table* table, find_tagged_table(context, *input.resource_arn));
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Tags").begin_array();
  for (const auto& [key, value] : shown_tags(context, table->tags)) {
    json.begin_object().key("Key").string(key).key("Value").string(value).end_object();
    ++context.tally.returned;
  }
  json.end_array().end_object();
  return out;
}

}  // namespace shardbook
