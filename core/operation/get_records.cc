#include "call/fingerprint.h"
#include "call/stream_address.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/stream_inputs.h"
#include "stream/iterator.h"
#include "value/set_order.h"

namespace shardbook {

namespace {

constexpr std::int64_t kMostRecords = 1000;
constexpr std::uint64_t kMostBytes = 1024ULL * 1024;

std::uint32_t size_of(const Item& item) { return item.exists() ? item.size() : 0; }

std::uint64_t size_of(const StreamRecord& record, const Stream& stream) {
  return size_of(record.keys) + (stream.shows_old_images() ? size_of(record.old_image) : 0) +
         (stream.shows_new_images() ? size_of(record.new_image) : 0);
}

/// Returns 32 hex digits derived from the stream and the sequence number.
std::string event_id(const Stream& stream, const StreamRecord& record) {
  Fingerprint stream_first;
  stream_first.add(stream.arn);
  stream_first.add(sequence_text(record.sequence));
  Fingerprint number_first;
  number_first.add(sequence_text(record.sequence));
  number_first.add(stream.arn);
  return hash_text(number_first.value()) + hash_text(stream_first.value());
}

void append_record(JsonWriter& json, const Stream& stream, const StreamRecord& record) {
  json.begin_object().key("awsRegion").string(stream.region).key("dynamodb").begin_object();
  json.key("ApproximateCreationDateTime").integer(record.created / 1000).key("Keys").raw(record.keys.json());
  if (stream.shows_new_images() && record.new_image) json.key("NewImage").raw(with_sets_in(SetOrder::hashed, record.new_image).json());
  if (stream.shows_old_images() && record.old_image) json.key("OldImage").raw(with_sets_in(SetOrder::hashed, record.old_image).json());
  json.key("SequenceNumber").string(sequence_text(record.sequence));
  json.key("SizeBytes").integer(static_cast<std::int64_t>(size_of(record, stream))).key("StreamViewType").string(stream.view_type);
  json.end_object().key("eventID").string(event_id(stream, record)).key("eventName").string(name_of(record.change));
  json.key("eventSource").string("aws:dynamodb").key("eventVersion").string("1.1");
  if (record.by_service) {
    json.key("userIdentity").begin_object().key("PrincipalId").string("dynamodb.amazonaws.com").key("Type").string("Service").end_object();
  }
  json.end_object();
}

Result<ShardIterator> read_iterator(const Context& context, const std::string& text) {
  const std::optional<ShardIterator> iterator = iterator_from_text(text);
  if (!iterator) return validation_exception("Invalid ShardIterator");
  if (context.now() - iterator->issued > kIteratorLifetime) {
    return expired_iterator_exception(
        "The shard iterator has expired and can no longer be used to retrieve stream records. A shard iterator expires 15 minutes after it "
        "is "
        "retrieved using the GetShardIterator action.");
  }
  return *iterator;
}

Status check_not_trimmed(const Shard& shard, const ShardIterator& iterator) {
  if (iterator.from_horizon || iterator.after >= shard.trimmed_through) return {};
  return trimmed_data_access_exception("The operation attempted to read past the oldest stream record in a shard.");
}

void emit_reader_moved(Context& context, const ShardIterator& next, bool at_end) {
  IteratorMovedEvent moved;
  moved.stream_arn = next.stream_arn;
  moved.shard = next.shard;
  moved.reader = reader_name(next.reader);
  moved.iterator_type = next.type;
  if (next.after != kNoSequence) moved.position = sequence_text(next.after);
  moved.records = context.tally.returned;
  moved.at_end = at_end;
  moved.expires = next.issued + kIteratorLifetime;
  context.emit(std::move(moved));
}

}  // namespace

Result<std::string> get_records(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const GetRecordsInput input, read_request<GetRecordsInput>(body, kGetRecordsInput, context.layer));
  ASSIGN_OR_RETURN(const ShardIterator iterator, read_iterator(context, *input.shard_iterator));
  ASSIGN_OR_RETURN(const Stream* stream, find_stream(context, iterator.stream_arn));
  ASSIGN_OR_RETURN(const Shard* shard, find_shard(*stream, iterator.shard));
  RETURN_IF_ERROR(check_not_trimmed(*shard, iterator));

  const std::int64_t limit = input.limit.value_or(kMostRecords);
  ShardIterator next = iterator;
  next.issued = context.now();
  next.from_get_records = true;
  std::uint64_t bytes = 0;
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Records").begin_array();
  auto at = shard->records.seek(sequence_key(iterator.after + 1));
  for (; at.valid() && context.tally.returned < limit && bytes < kMostBytes; at.next()) {
    append_record(json, *stream, at.value());
    bytes += size_of(at.value(), *stream);
    next.after = at.value().sequence;
    ++context.tally.returned;
  }
  json.end_array();
  if (context.tally.returned > 0) next.from_horizon = false;  // from here on, nothing may be missed
  // Only an iterator that came from GetRecords sees the end of a closed shard.
  const bool at_end = iterator.from_get_records && context.tally.returned == 0 && !shard->is_open();
  if (!at_end) json.key("NextShardIterator").string(to_text(next));
  json.end_object();
  emit_reader_moved(context, next, at_end);
  return out;
}

}  // namespace shardbook
