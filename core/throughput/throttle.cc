#include "throughput/throttle.h"

#include <numeric>

#include "call/table_lookup.h"
#include "lifecycle/partition.h"

namespace shardbook {

namespace {

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
constexpr std::int64_t kBurst = 300;
constexpr Throughput kOfPartition{3000, 1000};

enum class Access : std::uint8_t { read, write };

/// A table or one of its global indexes, as something that has throughput.
struct Resource {
  const Table& table;
  bool is_index;
  std::string arn;
  const Throughput& throughput;
  const std::optional<Throughput>& maximum;  // of on-demand
  std::vector<Partition>& partitions;
  Meters& meters;
};

Resource resource_of(Table& table) {
  return {table, false, table.arn(), table.throughput, table.on_demand_maximum, table.partitions, table.meters};
}

Resource resource_of(const Table& table, Index& index) {
  return {table, true, table.arn() + "/index/" + index.name, index.throughput, index.on_demand_maximum, index.partitions, index.meters};
}

std::int64_t part_of(const Throughput& throughput, Access access) { return access == Access::read ? throughput.read : throughput.write; }
Meter& part_of(Meters& meters, Access access) { return access == Access::read ? meters.read : meters.write; }
double consumed(const Partition& partition, Access access) { return access == Access::read ? partition.read_units : partition.write_units; }

double consumed(const Resource& resource, Access access) {
  const auto add = [&](double sum, const Partition& partition) { return sum + consumed(partition, access); };
  return std::accumulate(resource.partitions.begin(), resource.partitions.end(), 0.0, add);
}

/// "TableWriteProvisionedThroughputExceeded".
std::string reason(const Resource& resource, Access access, const char* what) {
  return std::string(resource.is_index ? "Index" : "Table") + (access == Access::read ? "Read" : "Write") + what;
}

Status check_throughput(Context& context, const Resource& resource, Access access) {
  Meter& meter = part_of(resource.meters, access);
  if (resource.table.billing_mode == BillingMode::provisioned) {
    if (meter.has_any(consumed(resource, access), part_of(resource.throughput, access), kBurst, context.now())) return {};
    return provisioned_throughput_exceeded_exception(
        resource.is_index ? "The level of configured provisioned throughput for one or more global secondary indexes of the table was "
                            "exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with "
                            "the UpdateTable API"
                          : "The level of configured provisioned throughput for the table was exceeded. Consider increasing your "
                            "provisioning level with the UpdateTable API.",
        reason(resource, access, "ProvisionedThroughputExceeded"), resource.arn);
  }
  const std::int64_t maximum = resource.maximum ? part_of(*resource.maximum, access) : -1;
  if (maximum < 0 || meter.has_any(consumed(resource, access), maximum, 1, context.now())) return {};
  return throttling_exception("Throughput exceeds the maximum OnDemandThroughput configured on table or index",
                              reason(resource, access, "MaxOnDemandThroughputExceeded"), resource.arn);
}

Status check_partition(Context& context, const Resource& resource, Access access, std::uint64_t hash) {
  Partition& partition = partition_of(resource.partitions, hash);
  if (part_of(partition.meters, access).has_any(consumed(partition, access), part_of(kOfPartition, access), 1, context.now())) return {};
  if (!resource.is_index) plan_heat_split(context, resource.table, partition);
  const std::string why = reason(resource, access, "KeyRangeThroughputExceeded");
  if (resource.table.billing_mode == BillingMode::pay_per_request) {
    return throttling_exception(
        "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please "
        "try again shortly. If exceptions persist, check if you have a hot key: "
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html.",
        why, resource.arn);
  }
  return provisioned_throughput_exceeded_exception(
      "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the "
      "UpdateTable API.",
      why, resource.arn);
}

Status check(Context& context, const Resource& resource, Access access, std::string_view row) {
  RETURN_IF_ERROR(check_throughput(context, resource, access));
  return check_partition(context, resource, access, hash_of_item_key(row));
}

Status check_index_write(Context& context, Table& table, Index& index, const std::string& address, const Item& before, const Item& after) {
  const auto old_key = entry_key(index, before, address);
  const auto new_key = entry_key(index, after, address);
  const bool same = old_key == new_key && (!new_key || entry_of(index, table.keys, before) == entry_of(index, table.keys, after));
  if (same) return {};
  if (old_key) RETURN_IF_ERROR(check(context, resource_of(table, index), Access::write, *old_key));
  return new_key && new_key != old_key ? check(context, resource_of(table, index), Access::write, *new_key) : Status();
}

}  // namespace

Status throttle_read(Context& context, std::string_view name, const std::string* index_name, std::string_view row) {
  if (!context.options.throttle) return {};
  Table& table = edit_table(context, name);
  Index* index = index_name == nullptr ? nullptr : table.find_index(*index_name);
  if (index == nullptr || !index->global) return check(context, resource_of(table), Access::read, row);
  return check(context, resource_of(table, *index), Access::read, row);
}

Status throttle_write(Context& context, std::string_view name, const std::string& address, const Item& before, const Item& after) {
  if (!context.options.throttle) return {};
  Table& table = edit_table(context, name);
  RETURN_IF_ERROR(check(context, resource_of(table), Access::write, address));
  for (Index& index : table.indexes) {
    if (index.global && index.status != IndexStatus::deleting)
      RETURN_IF_ERROR(check_index_write(context, table, index, address, before, after));
  }
  return {};
}

}  // namespace shardbook
