#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/key.h"
#include "storage/tree.h"
#include "value/item.h"

namespace shardbook {

inline std::uint64_t tree_weight(const Item& item) { return item.size(); }

enum class TableStatus : std::uint8_t { creating, active, updating, deleting };
/// "CREATING", ...
std::string_view name_of(TableStatus status);

enum class BillingMode : std::uint8_t { provisioned, pay_per_request };
/// "PROVISIONED", "PAY_PER_REQUEST".
std::string_view name_of(BillingMode mode);

/// Read and write capacity units a second.
struct Throughput {
  std::int64_t read = 0;
  std::int64_t write = 0;
  friend bool operator==(const Throughput& a, const Throughput& b) { return a.read == b.read && a.write == b.write; }
};

/// A range of the hash and what was asked of it: the unit that holds items, and that owns one open shard of the table's stream.
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

  std::string id() const { return std::to_string(number); }
  bool holds(std::uint64_t hash) const { return from <= hash && hash <= to; }
};

/// What UpdateTable has answered for and what becomes true when the table is ACTIVE again.
struct PendingUpdate {
  std::optional<BillingMode> billing_mode;
  std::optional<Throughput> throughput;
};

/// A table: what describes it, its partitions and its items. Copying it shares the items.
struct Table : Shared {
  std::string region;
  std::string name;
  std::string id;  // UUID
  TableStatus status = TableStatus::creating;
  std::int64_t created = 0;  // ms since the epoch

  /// Key attributes and those of indexes, as declared: name and type.
  std::vector<KeyAttribute> attribute_definitions;
  KeySchema keys;

  BillingMode billing_mode = BillingMode::provisioned;
  /// The table has been on demand at some time: from then on DescribeTable has a BillingModeSummary.
  bool has_billing_mode_summary = false;
  std::int64_t last_update_to_pay_per_request = 0;
  Throughput throughput;
  std::int64_t last_increase = 0;
  std::int64_t last_decrease = 0;
  std::int64_t decreases_today = 0;
  std::optional<Throughput> on_demand_maximum;  // -1: none
  std::optional<Throughput> warm_throughput;
  PendingUpdate pending;

  std::optional<bool> deletion_protection;
  std::string table_class;  // empty: never set

  /// The present stream, or empty; `stream_enabled` tells whether it still takes records.
  std::string stream_arn;
  bool stream_enabled = false;
  std::string stream_view_type;

  std::vector<Partition> partitions;  // by range
  std::uint32_t last_partition_number = 0;
  Tree<Item> items;  // by item_key

  std::string arn() const;
  Partition& partition_of(std::uint64_t hash);
  const Partition& partition_of(std::uint64_t hash) const { return const_cast<Table*>(this)->partition_of(hash); }
  /// Items and bytes in a partition.
  TreeSummary summary_of(const Partition& partition) const;
};

/// Parts `range` into `count` ranges of equal width, in order; numbers are left 0.
std::vector<Partition> split_range(const Partition& range, std::uint32_t count);

/// How many partitions the service would give: one for every 3,000 read and 1,000 write units, four to begin with on demand.
std::uint32_t partitions_wanted(BillingMode mode, const Throughput& throughput);

inline constexpr const char* kAccountId = "123456789012";

}  // namespace shardbook
