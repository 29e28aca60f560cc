#include <algorithm>

#include "call/stream_address.h"
#include "call/table_lookup.h"
#include "definition/table_description.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "request/stream_inputs.h"

namespace shardbook {

namespace {

constexpr std::int64_t kPage = 100;

/// The status changes when the table is ACTIVE again; deleting the table sets it to DISABLED at once.
const char* status_of(const Context& context, const Stream& stream) {
  const Table* table = context.state.find_table(context.region, stream.table);
  const bool changing =
      table != nullptr && table->stream_arn == stream.arn && table->status != TableStatus::deleting && table->pending.stream;
  if (stream.enabled) return changing ? "ENABLING" : "ENABLED";
  return changing ? "DISABLING" : "DISABLED";
}

Status check_filter(const std::optional<ShardFilter>& filter) {
  if (!filter || (filter->type && filter->shard_id)) return {};
  return validation_exception("ShardFilter must have both a Type and a ShardId");
}

void append_shard(JsonWriter& json, const Shard& shard) {
  json.begin_object().key("ShardId").string(shard.id).key("SequenceNumberRange").begin_object();
  json.key("StartingSequenceNumber").string(sequence_text(shard.starting_sequence));
  if (!shard.is_open()) json.key("EndingSequenceNumber").string(sequence_text(shard.ending_sequence));
  json.end_object();
  if (!shard.parent.empty()) json.key("ParentShardId").string(shard.parent);
  json.end_object();
}

/// Appends a page of Shards, and LastEvaluatedShardId if there are more.
void append_shards(Context& context, JsonWriter& json, const Stream& stream, const DescribeStreamInput& input) {
  const std::int64_t limit = std::min(input.limit.value_or(kPage), kPage);
  const Shard* end = nullptr;
  bool more = false;
  json.key("Shards").begin_array();
  for (const Ref<Shard>& shard : stream.shards) {
    if (input.exclusive_start_shard_id && shard->id <= *input.exclusive_start_shard_id)
      continue;  // ids increase in the order shards are opened
    if (input.shard_filter && shard->parent != *input.shard_filter->shard_id) continue;
    more = context.tally.returned == limit;
    if (more) break;
    append_shard(json, *shard);
    end = shard.get();
    ++context.tally.returned;
  }
  json.end_array();
  if (more) json.key("LastEvaluatedShardId").string(end->id);
}

}  // namespace

Result<std::string> describe_stream(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const DescribeStreamInput input, read_request<DescribeStreamInput>(body, kDescribeStreamInput, context.layer));
  RETURN_IF_ERROR(check_filter(input.shard_filter));
  ASSIGN_OR_RETURN(const Stream* stream, find_stream(context, *input.stream_arn));
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("StreamDescription").begin_object();
  json.key("StreamArn").string(stream->arn).key("StreamLabel").string(stream->label);
  json.key("StreamStatus").string(status_of(context, *stream)).key("StreamViewType").string(stream->view_type);
  json.key("CreationRequestDateTime").raw(timestamp_text(stream->created)).key("TableName").string(stream->table);
  json.key("KeySchema");
  append_key_schema(json, stream->keys);
  append_shards(context, json, *stream, input);
  json.end_object().end_object();
  return out;
}

}  // namespace shardbook
