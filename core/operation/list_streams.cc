#include <utility>

#include "call/stream_address.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/stream_inputs.h"

namespace shardbook {

namespace {

constexpr std::int64_t kMostStreams = 100;

void append_stream(JsonWriter& json, const Stream& stream) {
  json.begin_object()
      .key("StreamArn")
      .string(stream.arn)
      .key("TableName")
      .string(stream.table)
      .key("StreamLabel")
      .string(stream.label)
      .end_object();
}

}  // namespace

Result<std::string> list_streams(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const ListStreamsInput input, read_request<ListStreamsInput>(body, kListStreamsInput, context.layer));
  if (input.exclusive_start_stream_arn) RETURN_IF_ERROR(check_stream_arn(*input.exclusive_start_stream_arn));
  if (input.table_name) context.touch_table(*input.table_name);
  const std::int64_t limit = input.limit.value_or(kMostStreams);
  const std::string prefix = stream_key_prefix(context.region);
  bool started = !input.exclusive_start_stream_arn;
  std::string last;
  bool more = false;
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Streams").begin_array();
  for (auto at = context.state.streams.seek(prefix); at.valid() && at.key().compare(0, prefix.size(), prefix) == 0; at.next()) {
    const Stream& stream = at.value();
    if (!std::exchange(started, started || stream.arn == input.exclusive_start_stream_arn)) continue;
    if (input.table_name && stream.table != *input.table_name) continue;
    more = context.tally.returned == limit;
    if (more) break;
    append_stream(json, stream);
    last = stream.arn;
    ++context.tally.returned;
  }
  json.end_array();
  if (more) json.key("LastEvaluatedStreamArn").string(last);
  json.end_object();
  return out;
}

}  // namespace shardbook
