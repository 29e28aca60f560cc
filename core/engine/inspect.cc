#include "engine/inspect.h"

#include "operation/operations.h"
#include "protocol/json_document.h"
#include "protocol/json_writer.h"
#include "throughput/capacity.h"

namespace shardbook {

namespace {

std::optional<InspectQuery::Kind> kind_named(const std::string& name) {
  if (name == "tables") return InspectQuery::Kind::tables;
  if (name == "streams") return InspectQuery::Kind::streams;
  if (name == "items") return InspectQuery::Kind::items;
  if (name == "operations") return InspectQuery::Kind::operations;
  if (name == "scheduled") return InspectQuery::Kind::scheduled;
  return std::nullopt;
}

/// Returns "" if the member is absent or not a string.
std::string text_of(const JsonDocument::object_t& question, const char* member) {
  const auto found = question.find(member);
  const auto* text = found == question.end() ? nullptr : found->second.get_ptr<const std::string*>();
  return text == nullptr ? "" : *text;
}

/// Returns nullopt unless the member is a non-negative integer.
std::optional<std::uint64_t> count_of(const JsonDocument::object_t& question, const char* member) {
  const auto found = question.find(member);
  const auto* count = found == question.end() ? nullptr : found->second.get_ptr<const std::int64_t*>();
  if (count == nullptr || *count < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*count);
}

void write_key(JsonWriter& json, const KeyAttribute& key, const char* role) {
  json.begin_object().key("name").string(key.name).key("role").string(role).key("type").string(name_of(key.type)).end_object();
}

void write_partition(JsonWriter& json, const Table& table, const Partition& partition) {
  const TreeSummary held = table.summary_of(partition);
  json.begin_object();
  json.key("partition").string(partition.id()).key("from").string(hash_text(partition.from)).key("to").string(hash_text(partition.to));
  json.key("items").integer(static_cast<std::int64_t>(held.count)).key("bytes").integer(static_cast<std::int64_t>(held.weight));
  json.key("readUnits").raw(units_text(partition.read_units)).key("writeUnits").raw(units_text(partition.write_units));
  json.end_object();
}

void write_keys(JsonWriter& json, const IndexKeySchema& keys) {
  json.key("keys").begin_array();
  for (const KeyAttribute& key : keys.hash) write_key(json, key, "HASH");
  for (const KeyAttribute& key : keys.range) write_key(json, key, "RANGE");
  json.end_array();
}

void write_index(JsonWriter& json, const Index& index) {
  json.begin_object();
  json.key("index").string(index.name).key("kind").string(index.global ? "global" : "local");
  write_keys(json, index.keys);
  json.key("projection").string(name_of(index.projection)).key("attributes").begin_array();
  for (const std::string& name : index.non_key_attributes) json.string(name);
  json.end_array().key("status").string(name_of(index.status));
  const TreeSummary total = index.entries.total();
  json.key("items").integer(static_cast<std::int64_t>(total.count)).key("bytes").integer(static_cast<std::int64_t>(total.weight));
  json.end_object();
}

void write_table(JsonWriter& json, const Table& table) {
  json.begin_object();
  json.key("region").string(table.region).key("table").string(table.name).key("tableId").string(table.id);
  json.key("status").string(name_of(table.status)).key("billingMode").string(name_of(table.billing_mode));
  write_keys(json, index_key_schema(table.keys));
  const TreeSummary total = table.items.total();
  json.key("items").integer(static_cast<std::int64_t>(total.count)).key("bytes").integer(static_cast<std::int64_t>(total.weight));
  json.key("partitions").begin_array();
  for (const Partition& partition : table.partitions) write_partition(json, table, partition);
  json.end_array();
  json.key("indexes").begin_array();
  for (const Index& index : table.indexes) write_index(json, index);
  json.end_array();
  if (!table.stream_arn.empty()) json.key("streamArn").string(table.stream_arn);
  json.end_object();
}

void write_stream(JsonWriter& json, const Stream& stream) {
  json.begin_object();
  json.key("region").string(stream.region).key("table").string(stream.table).key("streamArn").string(stream.arn);
  json.key("enabled").boolean(stream.enabled).key("shards").begin_array();
  for (const Ref<Shard>& shard : stream.shards) {
    json.begin_object().key("shard").string(shard->id);
    if (!shard->parent.empty()) json.key("parent").string(shard->parent);
    json.key("partition").string(std::to_string(shard->partition)).key("open").boolean(shard->is_open());
    json.key("records").integer(static_cast<std::int64_t>(shard->records.size())).end_object();
  }
  json.end_array().end_object();
}

/// The rows of a table or index, and the partitions they are in. Null if it does not exist.
struct Rows {
  const Tree<Item>* tree = nullptr;
  const std::vector<Partition>* partitions = nullptr;
};

Rows rows_of(const Table* table, const std::string& index_name) {
  if (table == nullptr) return {};
  if (index_name.empty()) return {&table->items, &table->partitions};
  const Index* index = table->find_index(index_name);
  if (index == nullptr) return {};
  return {&index->entries, index->global ? &index->partitions : &table->partitions};
}

void write_items(JsonWriter& json, const Rows& rows, const InspectQuery& query) {
  const std::uint64_t total = rows.tree == nullptr ? 0 : rows.tree->size();
  json.key("total").integer(static_cast<std::int64_t>(total)).key("rows").begin_array();
  if (rows.tree != nullptr) {
    std::uint64_t left = query.limit;
    for (auto row = rows.tree->at(query.offset); left > 0 && row.valid(); row.next(), --left) {
      const std::uint64_t hash = hash_of_item_key(row.key());
      json.begin_object().key("hash").string(hash_text(hash)).key("partition").string(partition_of(*rows.partitions, hash).id());
      json.key("item").raw(row.value().json()).end_object();
    }
  }
  json.end_array();
}

void write_operation(JsonWriter& json, const OperationEntry& operation) {
  json.begin_object().key("service").string(operation.service).key("name").string(operation.name);
  json.key("mutates").boolean(operation.mutates).end_object();
}

/// Names of work, in the order of Work::what; empty for work that changes nothing one can see.
constexpr std::string_view kWorkNames[] = {"table-active", "update-settled",   "table-removed", "",     "backfill", "ttl-settled",
                                           "items-expire", "partition-splits", "rollover",      "trim", ""};
static_assert(std::size(kWorkNames) == std::variant_size_v<decltype(Work::what)>);

/// Writes what work is about. Returns false if that is gone.
struct SubjectWriter {
  const State& state;
  const std::string& region;
  JsonWriter& json;

  bool operator()(const TableWork& work) const {
    if (state.find_table(region, work) == nullptr) return false;
    json.begin_object().key("table").string(work.table);
    return true;
  }
  bool operator()(const RollShardOver& work) const {
    const Stream* stream = state.find_stream(work.stream_arn);
    const Shard* shard = stream == nullptr ? nullptr : stream->find_shard(work.shard);
    if (shard == nullptr || !shard->is_open()) return false;
    json.begin_object().key("table").string(stream->table).key("shard").string(work.shard);
    return true;
  }
  bool operator()(const TrimStream& work) const {
    const Stream* stream = state.find_stream(work.stream_arn);
    if (stream == nullptr) return false;
    json.begin_object().key("table").string(stream->table);
    return true;
  }
  bool operator()(const ForgetToken&) const { return false; }
};

void write_scheduled(JsonWriter& json, const State& state, std::uint64_t limit) {
  json.key("scheduled").begin_array();
  for (auto at = state.schedule.first(); at.valid() && limit > 0; at.next()) {
    const Work& work = at.value().work;
    const std::string_view name = kWorkNames[work.what.index()];
    if (name.empty() || !std::visit(SubjectWriter{state, work.region, json}, work.what)) continue;
    json.key("work").string(name).key("due").integer(State::due_of(at.key())).key("region").string(work.region).end_object();
    --limit;
  }
  json.end_array();
}

}  // namespace

std::optional<InspectQuery> inspect_query_from_json(std::string_view text) {
  const std::optional<JsonDocument> document = json_document(text);
  const auto* question = document ? document->get_ptr<const JsonDocument::object_t*>() : nullptr;
  if (question == nullptr) return std::nullopt;
  const auto kind = kind_named(text_of(*question, "kind"));
  if (!kind) return std::nullopt;
  InspectQuery query;
  query.kind = *kind;
  if (const auto at = count_of(*question, "at")) query.at = static_cast<std::uint32_t>(*at);
  query.region = text_of(*question, "region");
  query.table = text_of(*question, "table");
  query.index = text_of(*question, "index");
  query.offset = count_of(*question, "offset").value_or(0);
  query.limit = count_of(*question, "limit").value_or(0);
  return query;
}

std::string inspect(const State& state, const InspectQuery& query) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  switch (query.kind) {
    case InspectQuery::Kind::tables:
      json.key("tables").begin_array();
      for (auto table = state.tables.first(); table.valid(); table.next()) write_table(json, table.value());
      json.end_array();
      break;
    case InspectQuery::Kind::streams:
      json.key("streams").begin_array();
      for (auto stream = state.streams.first(); stream.valid(); stream.next()) write_stream(json, stream.value());
      json.end_array();
      break;
    case InspectQuery::Kind::items:
      write_items(json, rows_of(state.find_table(query.region, query.table), query.index), query);
      break;
    case InspectQuery::Kind::scheduled:
      write_scheduled(json, state, query.limit);
      break;
    case InspectQuery::Kind::operations:
      json.key("operations").begin_array();
      for (const OperationEntry& operation : operations()) write_operation(json, operation);
      json.end_array();
      break;
  }
  json.end_object();
  return out;
}

}  // namespace shardbook
