#include "definition/index_description.h"

#include <utility>

#include "definition/table_description.h"

namespace shardbook {

namespace {

void append_keys(JsonWriter& json, const IndexKeySchema& keys) {
  json.key("KeySchema").begin_array();
  const auto append = [&](const std::vector<KeyAttribute>& part, const char* role) {
    for (const KeyAttribute& key : part) {
      json.begin_object().key("AttributeName").string(key.name).key("KeyType").string(role).end_object();
    }
  };
  append(keys.hash, "HASH");
  append(keys.range, "RANGE");
  json.end_array();
}

void append_projection(JsonWriter& json, const Index& index) {
  json.key("Projection").begin_object().key("ProjectionType").string(name_of(index.projection));
  if (index.projection == ProjectionType::include) {
    json.key("NonKeyAttributes").begin_array();
    for (const std::string& name : index.non_key_attributes) json.string(name);
    json.end_array();
  }
  json.end_object();
}

void append_throughput(JsonWriter& json, const Table& table, const Index& index) {
  const bool provisioned = table.billing_mode == BillingMode::provisioned;
  json.key("ProvisionedThroughput").begin_object();
  if (index.last_increase != 0) json.key("LastIncreaseDateTime").raw(timestamp_text(index.last_increase));
  if (index.last_decrease != 0) json.key("LastDecreaseDateTime").raw(timestamp_text(index.last_decrease));
  json.key("NumberOfDecreasesToday").integer(index.decreases_today);
  json.key("ReadCapacityUnits").integer(provisioned ? index.throughput.read : 0);
  json.key("WriteCapacityUnits").integer(provisioned ? index.throughput.write : 0).end_object();
  append_maximum(json, index.on_demand_maximum);
}

void append_index(JsonWriter& json, const Table& table, const Index& index, bool with_warm_throughput) {
  json.begin_object().key("IndexName").string(index.name);
  append_keys(json, index.keys);
  append_projection(json, index);
  if (index.global) {
    json.key("IndexStatus").string(name_of(index.status));
    if (index.backfill != Backfill::none) json.key("Backfilling").boolean(index.backfill == Backfill::running);
    append_throughput(json, table, index);
    if (with_warm_throughput) append_warm_throughput(json, index, index.status != IndexStatus::creating);
  }
  const TreeSummary total = index.entries.total();
  json.key("IndexSizeBytes").integer(static_cast<std::int64_t>(total.weight));
  json.key("ItemCount").integer(static_cast<std::int64_t>(total.count));
  json.key("IndexArn").string(table.arn() + "/index/" + index.name).end_object();
}

void append_list(JsonWriter& json, const Table& table, bool global, bool with_warm_throughput) {
  bool any = false;
  for (const Index& index : table.indexes) {
    if (index.global != global) continue;
    if (!std::exchange(any, true)) json.key(global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes").begin_array();
    append_index(json, table, index, with_warm_throughput);
  }
  if (any) json.end_array();
}

}  // namespace

void append_maximum(JsonWriter& json, const Throughput& maximum) {
  if (maximum == Throughput()) return;
  json.key("OnDemandThroughput").begin_object();
  if (maximum.read != 0) json.key("MaxReadRequestUnits").integer(maximum.read);
  if (maximum.write != 0) json.key("MaxWriteRequestUnits").integer(maximum.write);
  json.end_object();
}

void append_warm_throughput(JsonWriter& json, const Provision& provision, bool settled) {
  json.key("WarmThroughput").begin_object();
  json.key("ReadUnitsPerSecond")
      .integer(provision.warm_throughput.read)
      .key("WriteUnitsPerSecond")
      .integer(provision.warm_throughput.write);
  json.key("Status").string(settled && !provision.pending_warm_throughput ? "ACTIVE" : "UPDATING").end_object();
}

void append_index_descriptions(JsonWriter& json, const Table& table, bool with_warm_throughput) {
  append_list(json, table, false, with_warm_throughput);
  append_list(json, table, true, with_warm_throughput);
}

}  // namespace shardbook
