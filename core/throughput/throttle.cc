#include "throughput/throttle.h"

#include <numeric>

#include "lifecycle/partition.h"

namespace shardbook {

namespace {

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
constexpr std::int64_t kBurst = 300;

enum class Access : std::uint8_t { read, write };

/// A table or one of its global indexes, whichever has the throughput.
struct Resource {
  const Table& table;
  const Index* index;  // null: the table itself
  Provision& provision;

  std::string arn() const { return index == nullptr ? table.arn() : table.arn() + "/index/" + index->name; }
};

Resource resource_of(Table& table) { return {table, nullptr, table}; }
Resource resource_of(const Table& table, Index& index) { return {table, &index, index}; }

std::int64_t part_of(const Throughput& throughput, Access access) { return access == Access::read ? throughput.read : throughput.write; }
Meter& part_of(Meters& meters, Access access) { return access == Access::read ? meters.read : meters.write; }
double consumed(const Partition& partition, Access access) { return access == Access::read ? partition.read_units : partition.write_units; }

double consumed(const Resource& resource, Access access) {
  const auto add = [&](double sum, const Partition& partition) { return sum + consumed(partition, access); };
  return std::accumulate(resource.provision.partitions.begin(), resource.provision.partitions.end(), 0.0, add);
}

/// "TableWriteProvisionedThroughputExceeded".
std::string reason(const Resource& resource, Access access, const char* what) {
  return std::string(resource.index != nullptr ? "Index" : "Table") + (access == Access::read ? "Read" : "Write") + what;
}

Status check_throughput(Context& context, const Resource& resource, Access access) {
  Meter& meter = part_of(resource.provision.meters, access);
  if (resource.table.billing_mode == BillingMode::provisioned) {
    if (meter.has_any(consumed(resource, access), part_of(resource.provision.throughput, access), kBurst, context.now())) return {};
    return provisioned_throughput_exceeded_exception(
        resource.index != nullptr
            ? "The level of configured provisioned throughput for one or more global secondary indexes of the table was "
              "exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with "
              "the UpdateTable API"
            : "The level of configured provisioned throughput for the table was exceeded. Consider increasing your "
              "provisioning level with the UpdateTable API.",
        reason(resource, access, "ProvisionedThroughputExceeded"), resource.arn());
  }
  const std::int64_t maximum = part_of(resource.provision.on_demand_maximum, access);
  if (maximum <= 0 || meter.has_any(consumed(resource, access), maximum, 1, context.now())) return {};
  return throttling_exception("Throughput exceeds the maximum OnDemandThroughput configured on table or index",
                              reason(resource, access, "MaxOnDemandThroughputExceeded"), resource.arn());
}

Status check_partition(Context& context, const Resource& resource, Access access, std::uint64_t hash) {
  Partition& partition = resource.provision.partition_of(hash);
  if (part_of(partition.meters, access).has_any(consumed(partition, access), part_of(kPartitionThroughput, access), 1, context.now()))
    return {};
  if (resource.index == nullptr) plan_heat_split(context, resource.table, partition);
  const std::string why = reason(resource, access, "KeyRangeThroughputExceeded");
  if (resource.table.billing_mode == BillingMode::pay_per_request) {
    return throttling_exception(
        "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please "
        "try again shortly. If exceptions persist, check if you have a hot key: "
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html.",
        why, resource.arn());
  }
  return provisioned_throughput_exceeded_exception(
      "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the "
      "UpdateTable API.",
      why, resource.arn());
}

Status check(Context& context, const Resource& resource, Access access, std::string_view row) {
  RETURN_IF_ERROR(check_throughput(context, resource, access));
  return check_partition(context, resource, access, hash_of_item_key(row));
}

/// A local index uses its table's throughput.
Status throttle(Context& context, Table& table, Index* index, Access access, std::string_view row) {
  if (!context.options.throttle) return {};
  return check(context, index != nullptr && index->global ? resource_of(table, *index) : resource_of(table), access, row);
}

}  // namespace

Status throttle_read(Context& context, Table& table, Index* index, std::string_view row) {
  return throttle(context, table, index, Access::read, row);
}

Status throttle_write(Context& context, Table& table, Index* index, std::string_view row) {
  return throttle(context, table, index, Access::write, row);
}

}  // namespace shardbook
