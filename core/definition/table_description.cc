#include "definition/table_description.h"

#include "definition/index_description.h"
#include "value/padded.h"

namespace shardbook {

namespace {

void append_throughput(JsonWriter& json, const Table& table) {
  const bool provisioned = table.billing_mode == BillingMode::provisioned;
  json.key("ProvisionedThroughput").begin_object();
  if (table.last_increase != 0) json.key("LastIncreaseDateTime").raw(timestamp_text(table.last_increase));
  if (table.last_decrease != 0) json.key("LastDecreaseDateTime").raw(timestamp_text(table.last_decrease));
  json.key("NumberOfDecreasesToday").integer(table.decreases_today);
  json.key("ReadCapacityUnits").integer(provisioned ? table.throughput.read : 0);
  json.key("WriteCapacityUnits").integer(provisioned ? table.throughput.write : 0);
  json.end_object();
}

void append_billing_mode(JsonWriter& json, const Table& table) {
  if (!table.has_billing_mode_summary) return;
  json.key("BillingModeSummary").begin_object().key("BillingMode").string(name_of(table.billing_mode));
  if (table.last_update_to_pay_per_request != 0) {
    json.key("LastUpdateToPayPerRequestDateTime").raw(timestamp_text(table.last_update_to_pay_per_request));
  }
  json.end_object();
  json.key("TableThroughputModeSummary").begin_object().key("TableThroughputMode").string(name_of(table.billing_mode));
  if (table.last_update_to_pay_per_request != 0) {
    json.key("LastUpdateToPayPerRequestDateTime").raw(timestamp_text(table.last_update_to_pay_per_request));
  }
  json.end_object();
}

void append_stream(JsonWriter& json, const Table& table) {
  if (table.stream_enabled) {
    json.key("StreamSpecification").begin_object().key("StreamEnabled").boolean(true);
    json.key("StreamViewType").string(table.stream_view_type).end_object();
  }
  if (table.stream_arn.empty()) return;
  json.key("LatestStreamLabel").string(table.stream_arn.substr(table.stream_arn.rfind('/') + 1));
  json.key("LatestStreamArn").string(table.stream_arn);
}

/// A key being replaced is shown until the update has settled.
void append_encryption(JsonWriter& json, const Table& table) {
  const std::optional<std::string>& pending = table.pending.kms_key_arn;
  const std::string& key = table.kms_key_arn.empty() && pending ? *pending : table.kms_key_arn;
  if (key.empty()) return;
  json.key("SSEDescription").begin_object().key("Status").string(pending ? "UPDATING" : "ENABLED");
  json.key("SSEType").string("KMS").key("KMSMasterKeyArn").string(key).end_object();
}

void append_table_class(JsonWriter& json, const Table& table) {
  if (table.table_class.empty()) return;
  json.key("TableClassSummary").begin_object().key("TableClass").string(table.table_class);
  const std::vector<std::int64_t>& changes = table.table_class_changes;
  const std::size_t done = changes.size() - (table.pending.table_class ? 1 : 0);
  if (done > 0) json.key("LastUpdateDateTime").raw(timestamp_text(changes[done - 1]));
  json.end_object();
}

/// Appends the part that is also shown while the table is being deleted.
void append_rest(JsonWriter& json, const Table& table) {
  const TreeSummary total = table.items.total();
  json.key("TableName").string(table.name).key("TableStatus").string(name_of(table.status));
  append_throughput(json, table);
  json.key("TableSizeBytes").integer(static_cast<std::int64_t>(total.weight));
  json.key("ItemCount").integer(static_cast<std::int64_t>(total.count));
  json.key("TableArn").string(table.arn()).key("TableId").string(table.id);
  append_billing_mode(json, table);
  append_stream(json, table);
  append_encryption(json, table);
  append_table_class(json, table);
  json.key("DeletionProtectionEnabled").boolean(table.deletion_protection);
  append_maximum(json, table.on_demand_maximum);
}

void append_present_description(JsonWriter& json, const Table& table, bool with_warm_throughput, bool with_warm_indexes) {
  json.begin_object();
  json.key("AttributeDefinitions").begin_array();
  for (const KeyAttribute& definition : table.attribute_definitions) {
    json.begin_object().key("AttributeName").string(definition.name).key("AttributeType").string(name_of(definition.type)).end_object();
  }
  json.end_array().key("KeySchema");
  append_key_schema(json, table.keys);
  json.key("CreationDateTime").raw(timestamp_text(table.created));
  append_rest(json, table);
  if (with_warm_throughput) append_warm_throughput(json, table, table.status != TableStatus::creating);
  if (table.status != TableStatus::deleting) append_index_descriptions(json, table, with_warm_indexes);
  json.end_object();
}

}  // namespace

std::string timestamp_text(std::int64_t milliseconds) { return padded(milliseconds / 1000, 1) + "." + padded(milliseconds % 1000, 3); }

void append_key_schema(JsonWriter& json, const KeySchema& keys) {
  const auto append = [&](const KeyAttribute& key, const char* type) {
    json.begin_object().key("AttributeName").string(key.name).key("KeyType").string(type).end_object();
  };
  json.begin_array();
  append(keys.hash, "HASH");
  if (keys.range) append(*keys.range, "RANGE");
  json.end_array();
}

void append_deleted_table_description(JsonWriter& json, const Table& table) {
  json.begin_object();
  append_rest(json, table);
  json.end_object();
}

std::string table_response(std::string_view member, const Table& table) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key(member);
  append_present_description(json, table, true, true);
  json.end_object();
  return out;
}

std::string created_table_response(const Table& table, bool with_warm_throughput) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("TableDescription");
  append_present_description(json, table, with_warm_throughput, false);
  json.end_object();
  return out;
}

}  // namespace shardbook
