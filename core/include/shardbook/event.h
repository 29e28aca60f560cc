#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace shardbook {

/// Events of the engine, recorded while `Options::observe` is set. String members are named as in the API; keys and images are DynamoDB
/// JSON; hashes are 16 hex digits, the first 64 bits of the partition key's hash. An event's JSON form is {"type":"record","call":7,...}.

struct TableStatusEvent {
  /// `role` is "HASH" or "RANGE", `type` "S", "N" or "B".
  struct Key {
    std::string name, role, type;
  };
  std::string table, table_id, status;
  std::vector<Key> keys;
};
/// A partition was created, either with its table or by splitting `parent`, which no longer exists.
struct PartitionOpenedEvent {
  std::string table, table_id, partition, parent, from, to;
  std::int64_t items = 0;
};
struct ItemWrittenEvent {
  std::string table, table_id, partition, hash, change, keys;
  std::string old_image, new_image;  // empty if there is none
  std::int64_t transaction = 0;      // 0: none
  std::int64_t items = 0;            // in the partition, after the write
  std::int64_t table_items = 0;
};
/// An index entry was added, changed or removed. `keys` holds the key attributes of the index and of the table.
struct IndexWrittenEvent {
  std::string table, table_id, index, hash, change, keys;
};
struct StreamStatusEvent {
  std::string table, table_id, stream_arn, status, view_type;
};
struct ShardOpenedEvent {
  std::string stream_arn, shard, parent, partition, from, to, starting_sequence_number;
};
struct ShardClosedEvent {
  std::string stream_arn, shard, ending_sequence_number, reason;
};
struct RecordEvent {
  std::string stream_arn, shard, sequence_number, change, keys, hash;
  std::string old_image, new_image;  // subject to the stream's view type; empty if it omits them
  std::int64_t transaction = 0;
  bool by_service = false;
};
struct RecordsTrimmedEvent {
  std::string stream_arn, shard, through;
  bool shard_gone = false;
};
struct IteratorMovedEvent {
  std::string stream_arn, shard, reader, iterator_type, position;
  std::int64_t records = 0;
  bool at_end = false;
  std::int64_t expires = 0;
};
/// The last event of each request.
struct CallEvent {
  std::string operation;
  std::vector<std::string> tables;
  int status = 200;
  std::string error, message;
  double read_units = 0;
  double write_units = 0;
  std::int64_t returned = 0;
  std::int64_t scanned = 0;
  /// Units charged to one partition of a table or, if `index` is not empty, of one of its indexes. `index_kind` is "local" or "global"; a
  /// local index uses the table's partitions.
  struct Consumed {
    std::string table, index, index_kind, partition;
    double read_units = 0;
    double write_units = 0;
  };
  std::vector<Consumed> consumed;
};

struct Event {
  /// Counts requests and clock advances together, from 1. Scheduled work carries the step during which it ran.
  std::int64_t step = 0;
  /// The call that caused the event, counted from 1; 0 for scheduled work.
  std::int64_t call = 0;
  /// Milliseconds since the epoch.
  std::int64_t now = 0;
  std::string region;
  std::variant<TableStatusEvent, PartitionOpenedEvent, ItemWrittenEvent, IndexWrittenEvent, StreamStatusEvent, ShardOpenedEvent,
               ShardClosedEvent, RecordEvent, RecordsTrimmedEvent, IteratorMovedEvent, CallEvent>
      what;
};

/// Appends the event's JSON form.
void append_json(std::string& out, const Event& event);

}  // namespace shardbook
