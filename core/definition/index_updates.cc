#include "definition/index_updates.h"

#include <algorithm>
#include <set>

#include "definition/index_definition.h"
#include "definition/table_settings.h"
#include "lifecycle/index.h"

namespace shardbook {

namespace {

using Updates = std::vector<GlobalSecondaryIndexUpdate>;

constexpr std::size_t kMostUpdates = 5;
constexpr std::ptrdiff_t kMostOnlineChanges = 1;  // indexes being created or deleted at a time

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

const Updates& updates_of(const UpdateTableInput& input) {
  static const Updates none;
  return input.global_secondary_index_updates ? *input.global_secondary_index_updates : none;
}

const SecondaryIndex& subject_of(const GlobalSecondaryIndexUpdate& update) {
  if (update.update) return *update.update;
  return update.create ? *update.create : *update.delete_;
}

Status check_bounds(const SecondaryIndex& index) {
  Status status = check_throughput_bounds(index.provisioned_throughput);
  if (status) return status;
  Error fault = std::move(status).error();
  fault.message += " for index " + *index.index_name;
  return fault;
}

Status check_creation(const SecondaryIndex& index, const UpdateTableInput& input, const Table& table) {
  const AttributeDefinitions definitions = input.attribute_definitions.value_or(AttributeDefinitions());
  RETURN_IF_ERROR(check_global_index(index, definitions, billing_mode_of(input, table.billing_mode)));
  if (table.find_index(*index.index_name) != nullptr) return invalid("Index already exists: " + *index.index_name);
  RETURN_IF_ERROR(check_non_key_attributes(index, table));
  const auto global = std::count_if(table.indexes.begin(), table.indexes.end(), [](const Index& present) { return present.global; });
  if (static_cast<std::size_t>(global) < kMostGlobalIndexes) return {};
  return invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20");
}

Status check_deletion(const SecondaryIndex& update, const Table& table) {
  const Index* index = table.find_index(*update.index_name);
  if (index == nullptr || !index->global) return resource_not_found_exception("Requested resource not found");
  if (index->status != IndexStatus::creating || index->backfill == Backfill::running) return {};
  return resource_in_use_exception("Attempt to change a resource which is still in use: Index is being created: " + index->name);
}

Status check_throughput_changes(const SecondaryIndex& update, const Index& index, const Table& table, BillingMode mode) {
  const std::string subject = "index " + index.name;
  RETURN_IF_ERROR(check_on_demand_throughput(update.on_demand_throughput, mode, "the table BillingMode is PROVISIONED", subject));
  RETURN_IF_ERROR(check_warm_throughput(update.warm_throughput, warm_throughput_of(table, index), subject));
  if (!update.provisioned_throughput) {
    if (update.on_demand_throughput || update.warm_throughput) return {};
    return invalid("ProvisionedThroughput must be specified for index: " + index.name);
  }
  if (mode == BillingMode::pay_per_request) {
    return invalid("ProvisionedThroughput should not be specified for index: " + index.name + " when BillingMode is PAY_PER_REQUEST");
  }
  if (mode != table.billing_mode || !(throughput_of(*update.provisioned_throughput) == index.throughput)) return {};
  const std::string read = std::to_string(index.throughput.read);
  const std::string write = std::to_string(index.throughput.write);
  return validation_exception(
      "The provisioned throughput for the index " + index.name +
      " will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the index: " + read +
      ". Requested ReadCapacityUnits: " + read + ". Current WriteCapacityUnits provisioned for the index: " + write +
      ". Requested WriteCapacityUnits: " + write +
      ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.");
}

Status check_update(const SecondaryIndex& update, const UpdateTableInput& input, const Table& table) {
  const Index* index = table.find_index(*update.index_name);
  if (index == nullptr || !index->global || !check_throughput_bounds(update.provisioned_throughput)) {
    return validation_exception(
        "This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: "
        "IndexUpdate");
  }
  return check_throughput_changes(update, *index, table, billing_mode_of(input, table.billing_mode));
}

/// A table that becomes PROVISIONED needs throughput for each of its global indexes.
Status check_throughput_given(const UpdateTableInput& input, const Table& table) {
  const bool becomes_provisioned =
      table.billing_mode == BillingMode::pay_per_request && billing_mode_of(input, table.billing_mode) == BillingMode::provisioned;
  if (!becomes_provisioned) return {};
  for (const Index& index : table.indexes) {
    const auto gives = [&](const GlobalSecondaryIndexUpdate& update) {
      return subject_of(update).index_name == index.name && (update.delete_ || subject_of(update).provisioned_throughput);
    };
    if (!index.global || std::any_of(updates_of(input).begin(), updates_of(input).end(), gives)) continue;
    return invalid("ProvisionedThroughput must be specified for index: " + index.name);
  }
  return {};
}

/// Definitions that the table has already stay as they are.
void merge_definitions(Table& table, const AttributeDefinitions& definitions, const SecondaryIndex& index) {
  for (const KeyAttribute& definition : attributes_of(definitions)) {
    const auto same = [&](const KeyAttribute& present) { return present.name == definition.name; };
    const auto uses = [&](const KeySchemaElement& key) { return key.attribute_name == definition.name; };
    const bool known = std::any_of(table.attribute_definitions.begin(), table.attribute_definitions.end(), same);
    if (!known && std::any_of(index.key_schema->begin(), index.key_schema->end(), uses)) table.attribute_definitions.push_back(definition);
  }
}

void take_declared_types(IndexKeySchema& keys, const Table& table) {
  for (std::vector<KeyAttribute>* part : {&keys.hash, &keys.range}) {
    for (KeyAttribute& key : *part) {
      for (const KeyAttribute& definition : table.attribute_definitions) {
        if (definition.name == key.name) key.type = definition.type;
      }
    }
  }
}

void create_index(Table& table, const SecondaryIndex& definition, const UpdateTableInput& input) {
  merge_definitions(table, *input.attribute_definitions, definition);
  Index index = index_of(definition, *input.attribute_definitions, true, table.billing_mode);
  take_declared_types(index.keys, table);
  index.status = IndexStatus::creating;
  index.backfill = Backfill::waiting;
  open_index_partitions(table, index);
  table.indexes.push_back(std::move(index));
}

/// New throughput is shown once the index is ACTIVE again, its date at once.
void set_throughput(const Context& context, const Table& table, Index& index, const Throughput& throughput) {
  index.pending_throughput = throughput;
  if (table.pending.billing_mode) return;
  if (throughput.read > index.throughput.read || throughput.write > index.throughput.write) index.last_increase = context.now();
  if (throughput.read < index.throughput.read || throughput.write < index.throughput.write) index.last_decrease = context.now();
}

void update_index(const Context& context, Table& table, const SecondaryIndex& update) {
  Index& index = *table.find_index(*update.index_name);
  index.status = IndexStatus::updating;
  if (update.provisioned_throughput) set_throughput(context, table, index, throughput_of(*update.provisioned_throughput));
  if (update.on_demand_throughput) {
    merge_maximum(index.on_demand_maximum, *update.on_demand_throughput);
  }
  if (update.warm_throughput) {
    index.warm_throughput = merged_warm_throughput(warm_throughput_of(table, index), *update.warm_throughput);
  }
  open_index_partitions(table, index);
}

void delete_index(Index& index) {
  index.status = IndexStatus::deleting;
  index.entries = Tree<Item>();
}

}  // namespace

Status check_index_updates(const UpdateTableInput& input) {
  std::set<std::string> names;
  for (const GlobalSecondaryIndexUpdate& update : updates_of(input)) {
    if (!update.update && !update.create && !update.delete_) {
      return invalid(
          "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be "
          "null");
    }
    const SecondaryIndex& index = subject_of(update);
    if (update.create) RETURN_IF_ERROR(check_bounds(index));
    const bool several = update.update.has_value() + update.create.has_value() + update.delete_.has_value() > 1;
    if (!several && names.insert(*index.index_name).second) continue;
    return invalid("Only one global secondary index update per index is allowed simultaneously. Index: " + *index.index_name);
  }
  return {};
}

Status check_index_updates(const UpdateTableInput& input, const Table& table) {
  const Updates& updates = updates_of(input);
  const auto changes = std::count_if(updates.begin(), updates.end(), [](const auto& update) { return update.create || update.delete_; });
  if (updates.size() > kMostUpdates || changes > kMostOnlineChanges) {
    return limit_exceeded_exception("Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
  }
  for (const GlobalSecondaryIndexUpdate& update : updates) {
    if (update.update) RETURN_IF_ERROR(check_update(*update.update, input, table));
    if (update.create) RETURN_IF_ERROR(check_creation(*update.create, input, table));
    if (update.delete_) RETURN_IF_ERROR(check_deletion(*update.delete_, table));
  }
  return check_throughput_given(input, table);
}

bool cancels_backfill(const UpdateTableInput& input, const Table& table) {
  const Updates& updates = updates_of(input);
  if (updates.size() != 1 || !updates[0].delete_) return false;
  const Index* index = table.find_index(*updates[0].delete_->index_name);
  return index != nullptr && index->backfill == Backfill::running;
}

void update_indexes(Context& context, Table& table, const UpdateTableInput& input) {
  for (const GlobalSecondaryIndexUpdate& update : updates_of(input)) {
    if (update.create) create_index(table, *update.create, input);
    if (update.update) update_index(context, table, *update.update);
    if (update.delete_) delete_index(*table.find_index(*update.delete_->index_name));
    if (update.create) plan_backfill(context, table);
  }
  for (Index& index : table.indexes) {
    if (!index.global) continue;
    if (table.pending.billing_mode) index.throughput = Throughput();
    open_index_partitions(table, index);
  }
}

}  // namespace shardbook
