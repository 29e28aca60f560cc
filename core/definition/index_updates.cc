#include "definition/index_updates.h"

#include <algorithm>
#include <set>

#include "call/table_lookup.h"
#include "definition/index_definition.h"
#include "definition/table_settings.h"
#include "definition/throughput_limits.h"
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

/// Formats the keys of a table or index as the service's messages do.
std::string schema_text(const IndexKeySchema& keys) {
  std::string text;
  const auto append = [&](const std::vector<KeyAttribute>& part, const char* role) {
    for (const KeyAttribute& key : part) {
      text += (text.empty() ? "SchemaElement: key{" : ", SchemaElement: key{") + key.name + ":" + std::string(name_of(key.type)) + ":" +
              role + "}";
    }
  };
  append(keys.hash, "HASH");
  append(keys.range, "RANGE");
  return "Schema:[" + text + "]";
}

const KeyAttribute* find_key(const IndexKeySchema& keys, const std::string& name) {
  for (const std::vector<KeyAttribute>* part : {&keys.hash, &keys.range}) {
    const auto found = std::find_if(part->begin(), part->end(), [&](const KeyAttribute& key) { return key.name == name; });
    if (found != part->end()) return &*found;
  }
  return nullptr;
}

bool redefines(const IndexKeySchema& present, const IndexKeySchema& fresh) {
  const auto differs = [&](const KeyAttribute& key) {
    const KeyAttribute* known = find_key(present, key.name);
    return known != nullptr && known->type != key.type;
  };
  return std::any_of(fresh.hash.begin(), fresh.hash.end(), differs) || std::any_of(fresh.range.begin(), fresh.range.end(), differs);
}

/// Checks that an attribute that is already a key keeps its type.
Status check_types(const SecondaryIndex& index, const AttributeDefinitions& definitions, const Table& table) {
  const IndexKeySchema fresh = key_schema_of(*index.key_schema, definitions);
  const auto refuse = [&](const IndexKeySchema& present) {
    return invalid(
        "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: " +
        schema_text(present) + " New schema: " + schema_text(fresh));
  };
  const IndexKeySchema keys = index_key_schema(table.keys);
  if (redefines(keys, fresh)) return refuse(keys);
  for (const Index& present : table.indexes) {
    if (redefines(present.keys, fresh)) return refuse(present.keys);
  }
  return {};
}

Status check_throughput_of_new(const SecondaryIndex& index, BillingMode mode) {
  if (mode == BillingMode::provisioned && !index.provisioned_throughput) {
    return invalid("Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: " + *index.index_name);
  }
  if (mode == BillingMode::provisioned || !index.provisioned_throughput) return {};
  return invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: " + *index.index_name +
                 " when BillingMode is PAY_PER_REQUEST");
}

Status check_creation(const SecondaryIndex& index, const UpdateTableInput& input, const Table& table) {
  if (table.find_index(*index.index_name) != nullptr) return validation_exception("Attempting to create an index which already exists");
  const BillingMode mode = billing_mode_of(input, table.billing_mode);
  RETURN_IF_ERROR(check_throughput_of_new(index, mode));
  RETURN_IF_ERROR(check_global_index_limits(index, mode));
  RETURN_IF_ERROR(check_types(index, *input.attribute_definitions, table));
  RETURN_IF_ERROR(check_non_key_attributes(index, table));
  const auto global = std::count_if(table.indexes.begin(), table.indexes.end(), [](const Index& present) { return present.global; });
  if (static_cast<std::size_t>(global) < kMostGlobalIndexes) return {};
  return limit_exceeded_exception("Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20");
}

/// Returns the global index with that name; `change` is "delete" or "update".
Result<const Index*> find_global_index(const Table& table, const std::string& name, const char* change) {
  const Index* index = table.find_index(name);
  if (index == nullptr) {
    return resource_not_found_exception("Requested resource not found: Index " + name + " for table " + table.name);
  }
  if (!index->global) {
    return validation_exception(std::string("Cannot ") + change + " an index that is not a GlobalSecondaryIndex: " + name);
  }
  return index;
}

Status check_deletion(const SecondaryIndex& update, const Table& table) {
  ASSIGN_OR_RETURN(const Index* index, find_global_index(table, *update.index_name, "delete"));
  if (index->status != IndexStatus::creating || index->backfill == Backfill::running) return {};
  return still_in_use(
      "Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: " +
      table.name + " Index: " + index->name);
}

Status check_throughput_changes(const SecondaryIndex& update, const Index& index, const Table& table, BillingMode mode) {
  const bool limits = (update.on_demand_throughput && !is_empty(*update.on_demand_throughput)) || update.warm_throughput;
  if (mode == BillingMode::pay_per_request && (update.provisioned_throughput || !limits)) {
    return invalid("The only Updates for index: " + index.name +
                   " when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput");
  }
  RETURN_IF_ERROR(check_maximum_change(update.on_demand_throughput, mode, index.name));
  RETURN_IF_ERROR(check_warmth_change(update.warm_throughput, index.warm_throughput, index.name));
  if (!update.provisioned_throughput) {
    return limits ? Status() : invalid("ProvisionedThroughput must be specified for index: " + index.name);
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
  ASSIGN_OR_RETURN(const Index* index, find_global_index(table, *update.index_name, "update"));
  if (!check_throughput_bounds(update.provisioned_throughput)) {
    return validation_exception(
        "This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: "
        "IndexUpdate");
  }
  if (index->status == IndexStatus::updating) {
    return still_in_use("Index is being updated. Table: " + table.name + " Index: " + index->name);
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
      return subject_of(update).index_name == index.name && subject_of(update).provisioned_throughput;
    };
    if (!index.global || std::any_of(updates_of(input).begin(), updates_of(input).end(), gives)) continue;
    return invalid("ProvisionedThroughput must be specified for index: " + index.name);
  }
  return {};
}

/// Ignores definitions that no key uses.
void add_definitions(Table& table, const IndexKeySchema& keys) {
  for (const std::vector<KeyAttribute>* part : {&keys.hash, &keys.range}) {
    for (const KeyAttribute& key : *part) {
      const auto same = [&](const KeyAttribute& present) { return present.name == key.name; };
      const bool known = std::any_of(table.attribute_definitions.begin(), table.attribute_definitions.end(), same);
      if (!known) insert_by_name(table.attribute_definitions, key);
    }
  }
}

void create_index(Table& table, const SecondaryIndex& definition, const UpdateTableInput& input) {
  Index index = index_of(definition, *input.attribute_definitions, true, table.billing_mode);
  add_definitions(table, index.keys);
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
  if (update.provisioned_throughput || update.on_demand_throughput) index.status = IndexStatus::updating;
  if (update.provisioned_throughput) set_throughput(context, table, index, throughput_of(*update.provisioned_throughput));
  if (update.on_demand_throughput) merge_maximum(index.on_demand_maximum, *update.on_demand_throughput);
  if (update.warm_throughput) index.pending_warm_throughput = merged_warm_throughput(index.warm_throughput, *update.warm_throughput);
  open_index_partitions(table, index);
}

void delete_index(Index& index) {
  index.status = IndexStatus::deleting;
  index.entries = Tree<Item>();
}

/// `defined` holds the names of the attributes if an earlier index has needed them.
Status check_definition(const SecondaryIndex& index, const UpdateTableInput& input, std::set<std::string>& defined) {
  RETURN_IF_ERROR(check_bounds(index));
  if (!input.attribute_definitions || input.attribute_definitions->empty()) {
    return invalid("AttributeDefinitions is not specified for index: " + *index.index_name);
  }
  if (defined.empty()) RETURN_IF_ERROR(check_distinct(*input.attribute_definitions, defined));
  RETURN_IF_ERROR(check_defined(*index.key_schema, *input.attribute_definitions, defined));
  return check_global_index_keys(index);
}

Status check_one_update(const GlobalSecondaryIndexUpdate& update, const UpdateTableInput& input, std::set<std::string>& names,
                        std::set<std::string>& defined) {
  const int actions = update.update.has_value() + update.create.has_value() + update.delete_.has_value();
  if (actions == 0) {
    return invalid(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null");
  }
  if (actions > 1) return invalid("Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
  const SecondaryIndex& index = subject_of(update);
  if (!names.insert(*index.index_name).second) {
    return invalid("Only one global secondary index update per index is allowed simultaneously. Index: " + *index.index_name);
  }
  if (update.create) return check_definition(index, input, defined);
  return update.update && index.warm_throughput ? check_not_empty(*index.warm_throughput, *index.index_name) : Status();
}

}  // namespace

Status check_index_updates(const UpdateTableInput& input) {
  if (input.global_secondary_index_updates && input.global_secondary_index_updates->empty()) {
    return invalid("List of GlobalSecondaryIndexUpdates is empty");
  }
  std::set<std::string> names;
  std::set<std::string> defined;
  for (const GlobalSecondaryIndexUpdate& update : updates_of(input)) RETURN_IF_ERROR(check_one_update(update, input, names, defined));
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
