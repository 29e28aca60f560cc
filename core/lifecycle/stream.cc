#include "lifecycle/stream.h"

#include <algorithm>

#include "call/table_lookup.h"
#include "value/calendar.h"
#include "value/padded.h"

namespace shardbook {

namespace {

std::string shard_id(Context& context) {
  const std::int64_t moment = context.state.identifiers.moment(context.now());
  return "shardId-" + padded(moment, 20) + "-" + context.state.identifiers.hex(8);
}

void open_shard(Context& context, Stream& stream, const Partition& partition, const std::string& parent) {
  auto* shard = new Shard;
  shard->id = shard_id(context);
  shard->parent = parent;
  shard->partition = partition.number;
  shard->opened = context.now();
  shard->starting_sequence = context.state.identifiers.sequence();
  stream.shards.push_back(Ref<Shard>(shard));
  context.plan(context.now() + kShardLifetime, RollShardOver{stream.arn, shard->id});
  context.emit(ShardOpenedEvent{stream.arn, shard->id, parent, partition.id(), hash_text(partition.from), hash_text(partition.to),
                                sequence_text(shard->starting_sequence)});
}

void close_shard(Context& context, Stream& stream, Shard& shard, const char* reason) {
  shard.closed = context.now();
  shard.ending_sequence = context.state.identifiers.sequence();
  plan_trim(context, stream);
  context.emit(ShardClosedEvent{stream.arn, shard.id, sequence_text(shard.ending_sequence), reason});
}

/// Drops the records of `shard` older than the horizon. Returns the last one dropped, or kNoSequence.
std::uint64_t trim_records(Shard& shard, std::int64_t horizon) {
  std::uint64_t through = kNoSequence;
  for (auto oldest = shard.records.first(); oldest.valid() && oldest.value().created <= horizon; oldest = shard.records.first()) {
    through = oldest.value().sequence;
    shard.records.erase(std::string(oldest.key()));
  }
  if (through != kNoSequence) shard.trimmed_through = through;
  return through;
}

}  // namespace

void enable_stream(Context& context, Table& table, std::string_view view_type) {
  auto* stream = new Stream;
  stream->created = context.state.identifiers.moment(context.now());
  stream->label = iso_text(stream->created);
  stream->arn = table.arn() + "/stream/" + stream->label;
  stream->region = table.region;
  stream->table = table.name;
  stream->table_id = table.id;
  stream->view_type = view_type;
  stream->keys = table.keys;
  table.stream_arn = stream->arn;
  table.stream_enabled = true;
  table.stream_view_type = view_type;
  table.pending.stream = true;
  context.state.put_stream(Ref<Stream>(stream));
  context.emit(StreamStatusEvent{table.name, table.id, stream->arn, "ENABLED", stream->view_type});
  for (const Partition& partition : table.partitions) open_shard(context, *stream, partition, "");
}

void disable_stream(Context& context, Table& table) {
  Stream& stream = context.state.edit_stream(table.stream_arn);
  for (Ref<Shard>& shard : stream.shards) {
    if (shard->is_open()) close_shard(context, stream, shard.edit(), "disabled");
  }
  stream.enabled = false;
  table.stream_enabled = false;
  table.pending.stream = true;
  context.emit(StreamStatusEvent{table.name, table.id, stream.arn, "DISABLED", stream.view_type});
}

void split_shard(Context& context, const Table& table, const Partition& parent, const std::vector<Partition>& children) {
  Stream& stream = context.state.edit_stream(table.stream_arn);
  Shard& shard = stream.open_shard_of(parent.number)->edit();
  close_shard(context, stream, shard, "split");
  const std::string parent_shard = shard.id;  // copied, since opening shards reallocates the list
  for (const Partition& child : children) open_shard(context, stream, child, parent_shard);
}

void roll_shard_over(Context& context, const RollShardOver& work, std::int64_t quiet_until) {
  const Stream* found = context.state.find_stream(work.stream_arn);
  const Shard* shard = found == nullptr ? nullptr : found->find_shard(work.shard);
  if (shard == nullptr || !shard->is_open()) return;
  const std::int64_t unseen = quiet_until - kStreamRetention - kShardLifetime - context.now();
  if (unseen >= kShardLifetime) {
    context.plan(context.now() + unseen / kShardLifetime * kShardLifetime, work);
    return;
  }
  const Table* table = context.state.find_table(context.region, found->table);
  const auto& partitions = table->partitions;
  const auto partition =
      std::find_if(partitions.begin(), partitions.end(), [&](const Partition& candidate) { return candidate.number == shard->partition; });
  Stream& stream = context.state.edit_stream(work.stream_arn);
  close_shard(context, stream, stream.find_shard(work.shard)->edit(), "rollover");
  open_shard(context, stream, *partition, work.shard);
}

void trim_stream(Context& context, const TrimStream& work) {
  if (context.state.find_stream(work.stream_arn) == nullptr) return;
  Stream& stream = context.state.edit_stream(work.stream_arn);
  stream.trim_planned = false;
  const std::int64_t horizon = context.now() - kStreamRetention;
  std::vector<Ref<Shard>> kept;
  for (Ref<Shard>& ref : stream.shards) {
    Shard& shard = ref.edit();
    const std::uint64_t through = trim_records(shard, horizon);
    const bool leaves = !shard.is_open() && shard.closed <= horizon;
    if (through != kNoSequence || leaves) {
      context.emit(RecordsTrimmedEvent{stream.arn, shard.id, sequence_text(std::max(through, shard.trimmed_through)), leaves});
    }
    if (!leaves) kept.push_back(ref);
  }
  stream.shards = std::move(kept);
  if (stream.shards.empty() && !stream.enabled) {
    context.emit(StreamStatusEvent{stream.table, stream.table_id, stream.arn, "DELETED", stream.view_type});
    context.state.remove_stream(work.stream_arn);
    return;
  }
  plan_trim(context, stream);
}

void plan_trim(Context& context, Stream& stream) {
  if (stream.trim_planned) return;
  std::int64_t oldest = INT64_MAX;
  for (const Ref<Shard>& shard : stream.shards) {
    const auto first = shard->records.first();
    if (first.valid()) oldest = std::min(oldest, first.value().created);
    if (!shard->is_open()) oldest = std::min(oldest, shard->closed);
  }
  if (oldest == INT64_MAX) return;
  stream.trim_planned = true;
  context.plan(oldest + kStreamRetention, TrimStream{stream.arn});
}

}  // namespace shardbook
