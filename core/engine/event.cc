#include "shardbook/event.h"

#include "protocol/json_writer.h"
#include "throughput/capacity.h"

namespace shardbook {

namespace {

/// Writes the members of one event. Omits empty strings and images, and `by_service` if false, where they mean "none".
class Members {
 public:
  explicit Members(JsonWriter& json) : json_(json) {}

  void operator()(const TableStatusEvent& event) {
    type("table-status");
    text("table", event.table), text("tableId", event.table_id), text("status", event.status);
    json_.key("keys").begin_array();
    for (const TableStatusEvent::Key& key : event.keys) {
      json_.begin_object(), text("name", key.name), text("role", key.role), text("type", key.type), json_.end_object();
    }
    json_.end_array();
  }
  void operator()(const PartitionOpenedEvent& event) {
    type("partition-opened");
    text("table", event.table), text("tableId", event.table_id), text("partition", event.partition), optional("parent", event.parent);
    text("from", event.from), text("to", event.to), integer("items", event.items);
  }
  void operator()(const ItemWrittenEvent& event) {
    type("item-written");
    text("table", event.table), text("tableId", event.table_id), text("partition", event.partition), text("hash", event.hash);
    text("change", event.change), json("keys", event.keys), json("old", event.old_image), json("new", event.new_image);
    transaction(event.transaction), integer("items", event.items), integer("tableItems", event.table_items);
  }
  void operator()(const IndexWrittenEvent& event) {
    type("index-written");
    text("table", event.table), text("tableId", event.table_id), text("index", event.index), text("hash", event.hash);
    text("change", event.change), json("keys", event.keys);
  }
  void operator()(const StreamStatusEvent& event) {
    type("stream-status");
    text("table", event.table), text("tableId", event.table_id), text("streamArn", event.stream_arn), text("status", event.status);
    text("viewType", event.view_type);
  }
  void operator()(const ShardOpenedEvent& event) {
    type("shard-opened");
    text("streamArn", event.stream_arn), text("shard", event.shard), optional("parent", event.parent), text("partition", event.partition);
    text("from", event.from), text("to", event.to), text("startingSequenceNumber", event.starting_sequence_number);
  }
  void operator()(const ShardClosedEvent& event) {
    type("shard-closed");
    text("streamArn", event.stream_arn), text("shard", event.shard), text("endingSequenceNumber", event.ending_sequence_number);
    text("reason", event.reason);
  }
  void operator()(const RecordEvent& event) {
    type("record");
    text("streamArn", event.stream_arn), text("shard", event.shard), text("sequenceNumber", event.sequence_number);
    text("change", event.change), json("keys", event.keys), text("hash", event.hash), transaction(event.transaction);
    json("old", event.old_image), json("new", event.new_image);
    if (event.by_service) json_.key("byService").boolean(true);
  }
  void operator()(const RecordsTrimmedEvent& event) {
    type("records-trimmed");
    text("streamArn", event.stream_arn), text("shard", event.shard), text("through", event.through);
    json_.key("shardGone").boolean(event.shard_gone);
  }
  void operator()(const IteratorMovedEvent& event) {
    type("iterator-moved");
    text("streamArn", event.stream_arn), text("shard", event.shard), text("reader", event.reader);
    text("iteratorType", event.iterator_type), optional("position", event.position), integer("records", event.records);
    json_.key("atEnd").boolean(event.at_end);
    integer("expires", event.expires);
  }
  void operator()(const CallEvent& event) {
    type("call");
    text("operation", event.operation), texts("tables", event.tables), integer("status", event.status);
    optional("error", event.error), optional("message", event.message);
    json_.key("readUnits").raw(units_text(event.read_units)).key("writeUnits").raw(units_text(event.write_units));
    integer("returned", event.returned), integer("scanned", event.scanned);
    json_.key("consumed").begin_array();
    for (const CallEvent::Consumed& consumed : event.consumed) {
      json_.begin_object(), text("table", consumed.table), optional("index", consumed.index);
      optional("indexKind", consumed.index_kind), text("partition", consumed.partition);
      json_.key("readUnits").raw(units_text(consumed.read_units)).key("writeUnits").raw(units_text(consumed.write_units)).end_object();
    }
    json_.end_array();
  }

 private:
  void type(std::string_view name) { text("type", name); }
  void text(std::string_view key, std::string_view value) { json_.key(key).string(value); }
  void integer(std::string_view key, std::int64_t value) { json_.key(key).integer(value); }
  void json(std::string_view key, std::string_view value) {
    if (!value.empty()) json_.key(key).raw(value);
  }
  void optional(std::string_view key, std::string_view value) {
    if (!value.empty()) text(key, value);
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    json_.key(key).begin_array();
    for (const std::string& value : values) json_.string(value);
    json_.end_array();
  }
  void transaction(std::int64_t number) {
    if (number != 0) integer("transaction", number);
  }

  JsonWriter& json_;
};

}  // namespace

void append_json(std::string& out, const Event& event) {
  JsonWriter json(out);
  json.begin_object();
  json.key("step").integer(event.step).key("call").integer(event.call).key("now").integer(event.now).key("region").string(event.region);
  std::visit(Members(json), event.what);
  json.end_object();
}

}  // namespace shardbook
