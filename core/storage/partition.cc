#include "storage/partition.h"

#include <algorithm>

namespace shardbook {

namespace {

constexpr std::uint32_t kOnDemandPartitions = 4;

}  // namespace

std::string_view name_of(BillingMode mode) { return mode == BillingMode::provisioned ? "PROVISIONED" : "PAY_PER_REQUEST"; }

Partition& partition_of(std::vector<Partition>& partitions, std::uint64_t hash) {
  const auto below = [](const Partition& partition, std::uint64_t wanted) { return partition.to < wanted; };
  return *std::lower_bound(partitions.begin(), partitions.end(), hash, below);
}

const Partition& partition_of(const std::vector<Partition>& partitions, std::uint64_t hash) {
  return partition_of(const_cast<std::vector<Partition>&>(partitions), hash);
}

std::vector<Partition> split_range(const Partition& range, std::uint32_t count) {
  // The width may be 2^64, which does not fit: step by width / count, rounded down, and give the last part the rest.
  const std::uint64_t step = (range.to - range.from) / count + 1;
  std::vector<Partition> parts(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    parts[i].from = range.from + step * i;
    parts[i].to = i + 1 == count ? range.to : range.from + step * (i + 1) - 1;
  }
  return parts;
}

std::uint32_t partitions_wanted(BillingMode mode, const Throughput& throughput) {
  if (mode == BillingMode::pay_per_request) return kOnDemandPartitions;
  const double share =
      static_cast<double>(throughput.read) / kPartitionThroughput.read + static_cast<double>(throughput.write) / kPartitionThroughput.write;
  const auto whole = static_cast<std::uint32_t>(std::min(share, static_cast<double>(kMostPartitions)));
  return std::max<std::uint32_t>(1, whole + (share > whole ? 1 : 0));
}

}  // namespace shardbook
