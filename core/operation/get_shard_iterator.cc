#include "call/stream_address.h"
#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/stream_inputs.h"
#include "stream/iterator.h"

namespace shardbook {

namespace {

bool wants_sequence_number(const std::string& type) { return type == "AT_SEQUENCE_NUMBER" || type == "AFTER_SEQUENCE_NUMBER"; }

Status check_parameters(const GetShardIteratorInput& input) {
  const std::string& type = *input.shard_iterator_type;
  const auto required = [&](const char* parameter) {
    return validation_exception(std::string("One or more parameter values were invalid: ") + parameter +
                                " must be specified for ShardIteratorType " + type);
  };
  const auto unwanted = [&](const char* parameter) {
    return validation_exception(std::string("One or more parameter values were invalid: ") + parameter +
                                " must not be specified for ShardIteratorType " + type);
  };
  if (wants_sequence_number(type) && !input.sequence_number) return required("SequenceNumber");
  if (!wants_sequence_number(type) && input.sequence_number) return unwanted("SequenceNumber");
  if (type == "AT_TIMESTAMP" && !input.timestamp) return required("Timestamp");
  if (type != "AT_TIMESTAMP" && input.timestamp) return unwanted("Timestamp");
  return {};
}

/// Returns the greatest sequence number that the shard can have issued.
std::uint64_t last_number(const Context& context, const Shard& shard) {
  return shard.is_open() ? context.state.identifiers.last_sequence() : shard.ending_sequence;
}

Status point_at_number(const Context& context, const Shard& shard, const GetShardIteratorInput& input, ShardIterator& iterator) {
  const std::uint64_t number = sequence_from_text(*input.sequence_number);
  if (number < shard.starting_sequence || number > last_number(context, shard)) {
    return validation_exception("Invalid SequenceNumber: " + *input.sequence_number + " is not in the shard " + shard.id);
  }
  if (number <= shard.trimmed_through) {
    return trimmed_data_access_exception("The operation attempted to read past the oldest stream record in a shard.");
  }
  iterator.after = *input.shard_iterator_type == "AT_SEQUENCE_NUMBER" ? number - 1 : number;
  return {};
}

/// Returns the sequence number before the first record not older than `time`.
std::uint64_t before_time(const Shard& shard, std::int64_t time) {
  std::uint64_t after = shard.trimmed_through;
  for (auto at = shard.records.first(); at.valid() && at.value().created < time; at.next()) after = at.value().sequence;
  return after;
}

Status point(Context& context, const Shard& shard, const GetShardIteratorInput& input, ShardIterator& iterator) {
  const std::string& type = *input.shard_iterator_type;
  if (wants_sequence_number(type)) return point_at_number(context, shard, input, iterator);
  if (type == "LATEST") {
    iterator.after = last_number(context, shard);
    return {};
  }
  iterator.from_horizon = true;
  if (type == "TRIM_HORIZON") return {};
  const auto time = static_cast<std::int64_t>(*input.timestamp * 1000.0);
  if (time > context.now()) return validation_exception("Timestamp must not be in the future");
  iterator.after = before_time(shard, time);
  return {};
}

void emit_reader_moved(Context& context, const ShardIterator& iterator) {
  IteratorMovedEvent moved;
  moved.stream_arn = iterator.stream_arn;
  moved.shard = iterator.shard;
  moved.reader = reader_name(iterator.reader);
  moved.iterator_type = iterator.type;
  if (iterator.after != kNoSequence) moved.position = sequence_text(iterator.after);
  moved.expires = iterator.issued + kIteratorLifetime;
  context.emit(std::move(moved));
}

}  // namespace

Result<std::string> get_shard_iterator(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const GetShardIteratorInput input, read_request<GetShardIteratorInput>(body, kGetShardIteratorInput, context.layer));
  RETURN_IF_ERROR(check_parameters(input));
  ASSIGN_OR_RETURN(const Stream* stream, find_stream(context, *input.stream_arn));
  ASSIGN_OR_RETURN(const Shard* shard, find_shard(*stream, *input.shard_id));
  ShardIterator iterator;
  iterator.stream_arn = stream->arn;
  iterator.shard = shard->id;
  iterator.type = *input.shard_iterator_type;
  iterator.issued = context.now();
  RETURN_IF_ERROR(point(context, *shard, input, iterator));
  iterator.reader = context.state.identifiers.reader();
  emit_reader_moved(context, iterator);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("ShardIterator").string(to_text(iterator)).end_object();
  return out;
}

}  // namespace shardbook
