#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/meter.h"

namespace shardbook {

enum class BillingMode : std::uint8_t { provisioned, pay_per_request };
constexpr BillingMode last_of(BillingMode) { return BillingMode::pay_per_request; }
/// "PROVISIONED", "PAY_PER_REQUEST".
std::string_view name_of(BillingMode mode);

/// Read and write capacity units per second.
struct Throughput {
  std::int64_t read = 0;
  std::int64_t write = 0;
  friend bool operator==(const Throughput& a, const Throughput& b) { return a.read == b.read && a.write == b.write; }

  void archive(auto& archive) {
    archive.signed_integer(read);
    archive.signed_integer(write);
  }
};

/// What one partition serves per second.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
inline constexpr Throughput kPartitionThroughput{3000, 1000};

/// A range of hashes with the units consumed there: the unit that holds items and owns one open shard of the table's stream. Global
/// secondary indexes have their own partitions.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html
struct Partition {
  /// Unique over the table's lifetime, from 1; a split retires the parent's number.
  std::uint32_t number = 1;
  /// Both inclusive.
  std::uint64_t from = 0;
  std::uint64_t to = UINT64_MAX;
  /// Total consumption.
  double read_units = 0;
  double write_units = 0;
  Meters meters;
  /// Demand has exceeded what one partition can serve, so a split is scheduled.
  bool split_planned = false;

  std::string id() const { return std::to_string(number); }
  bool holds(std::uint64_t hash) const { return from <= hash && hash <= to; }

  void archive(auto& archive) { archive(number, from, to, read_units, write_units, meters, split_planned); }
};

/// Returns the partition that holds `hash`. `partitions` must be sorted and cover all hashes.
Partition& partition_of(std::vector<Partition>& partitions, std::uint64_t hash);
const Partition& partition_of(const std::vector<Partition>& partitions, std::uint64_t hash);

/// Divides `range` into `count` ranges of equal width, in order. Their numbers are left for the caller to set.
std::vector<Partition> split_range(const Partition& range, std::uint32_t count);

/// The service has no such limit; beyond this a table would be too large to look at.
inline constexpr std::size_t kMostPartitions = 64;

/// Returns how many partitions the service would allocate: one per 3,000 read and 1,000 write units, or four to begin with on demand.
std::uint32_t partitions_wanted(BillingMode mode, const Throughput& throughput);

}  // namespace shardbook
