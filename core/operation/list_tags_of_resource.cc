#include "call/resource_address.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/resource_inputs.h"
#include "value/base64.h"

namespace shardbook {

namespace {

constexpr std::int64_t kPage = 10;

Result<ListTagsOfResourceInput> read(const Context& context, std::string_view body) {
  ListTagsOfResourceInput input;
  RETURN_IF_ERROR(read_json(body, kListTagsOfResourceInput, context.layer, &input));
  RETURN_IF_ERROR(check_resource_arn(input.resource_arn, "ListTagsOfResource"));
  RETURN_IF_ERROR(check_constraints(kListTagsOfResourceInput, context.layer, &input));
  RETURN_IF_ERROR(check_table_arn(*input.resource_arn));
  return input;
}

Error not_found(const Context& context, const std::string& arn) {
  if (context.layer == ValidationLayer::newer) return not_authorized("ListTagsOfResource", arn);
  return resource_not_found_exception("Requested resource not found: ResourcArn: " + arn + " not found");
}

// A token holds the table's id and the last key of the page.

std::string token_after(const Table& table, const std::string& key) { return to_base64(table.id + key); }

Result<std::string> key_in_token(const Table& table, const std::optional<std::string>& token) {
  if (!token) return std::string();
  const auto text = from_base64(*token);
  if (!text || text->compare(0, table.id.size(), table.id) != 0) return validation_exception("Invalid NextToken");
  return text->substr(table.id.size());
}

}  // namespace

Result<std::string> list_tags_of_resource(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const ListTagsOfResourceInput input, read(context, body));
  const Table* table = find_resource(context, *input.resource_arn);
  if (table == nullptr) return not_found(context, *input.resource_arn);
  ASSIGN_OR_RETURN(const std::string start, key_in_token(*table, input.next_token));
  auto at = table->tags.seek(start);
  if (input.next_token && at.valid() && at.key() == start) at.next();
  std::string out;
  std::string last;
  JsonWriter json(out);
  json.begin_object().key("Tags").begin_array();
  for (; at.valid() && context.tally.returned < kPage; at.next()) {
    last = at.key();
    json.begin_object().key("Key").string(last).key("Value").string(at.value()).end_object();
    ++context.tally.returned;
  }
  json.end_array();
  if (at.valid()) json.key("NextToken").string(token_after(*table, last));
  json.end_object();
  return out;
}

}  // namespace shardbook
