#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/meter.h"

namespace shardbook {

enum class BillingMode : std::uint8_t { provisioned, pay_per_request };
/// "PROVISIONED", "PAY_PER_REQUEST".
std::string_view name_of(BillingMode mode);

/// Read and write capacity units a second.
struct Throughput {
  std::int64_t read = 0;
  std::int64_t write = 0;
  friend bool operator==(const Throughput& a, const Throughput& b) { return a.read == b.read && a.write == b.write; }

  void archive(auto& archive) { archive(read, write); }
};

/// What one partition can serve.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
inline constexpr Throughput kPartitionThroughput{3000, 1000};

/// A range of the hash and what was asked of it: the unit that holds items, and that owns one open shard of the table's stream. Global
/// secondary indexes have partitions of their own.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html
struct Partition {
  /// Counted from 1 in a table's life; a split retires the number of the parent.
  std::uint32_t number = 1;
  /// Both ends included.
  std::uint64_t from = 0;
  std::uint64_t to = UINT64_MAX;
  /// Consumed so far.
  double read_units = 0;
  double write_units = 0;
  Meters meters;
  /// It has been asked for more than it can serve and will be split.
  bool split_planned = false;

  std::string id() const { return std::to_string(number); }
  bool holds(std::uint64_t hash) const { return from <= hash && hash <= to; }

  void archive(auto& archive) { archive(number, from, to, read_units, write_units, meters, split_planned); }
};

/// The one of `partitions`, which are in order and leave no gap, that holds `hash`.
Partition& partition_of(std::vector<Partition>& partitions, std::uint64_t hash);
const Partition& partition_of(const std::vector<Partition>& partitions, std::uint64_t hash);

/// Parts `range` into `count` ranges of equal width, in order; numbers are left 0.
std::vector<Partition> split_range(const Partition& range, std::uint32_t count);

/// The service has as many as it takes; more than this would be a table that nobody can look at.
inline constexpr std::size_t kMostPartitions = 64;

/// How many partitions the service would give: one for every 3,000 read and 1,000 write units, four to begin with on demand.
std::uint32_t partitions_wanted(BillingMode mode, const Throughput& throughput);

}  // namespace shardbook
