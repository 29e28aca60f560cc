#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/read_target.h"
#include "storage/key_range.h"
#include "throughput/capacity.h"

namespace shardbook {

/// Receives the rows of a Query, Scan or SELECT page as they are read, and charges for them.
class RowReader {
 public:
  RowReader(const ReadTarget& target, bool consistent) : target_(target), consistent_(consistent) {}

  /// Counts a row. Rows with different `part` are charged separately. Returns what a filter sees: the row itself or, if the target fetches,
  /// the row's item.
  Item take(std::string_view key, const Item& row, std::size_t part = 0);

  /// Marks a range as read: each of its partitions is charged, even those without rows.
  void cover(const KeyRange& range);

  std::int64_t rows() const { return rows_; }
  std::uint64_t bytes() const { return bytes_; }
  /// Returns whether 1 MB has been read. The row that crossed the line is the last of the page.
  bool is_full() const;

  /// Charges the target for each part of each partition, rounding each up separately. `name` is the table as given in the request.
  void charge(ConsumedCapacity& capacity, std::string_view name) const;

 private:
  /// What was read from one partition in one part.
  struct Read {
    std::size_t part = 0;
    const Partition* partition = nullptr;
    std::string row;  // any key in the partition
    std::uint64_t bytes = 0;
    double fetch_units = 0;  // for items fetched from the table, on top of the index entries
  };

  Read& read_of(std::string_view key, std::size_t part);
  double fetch(const Item& entry, Item& item) const;

  const ReadTarget& target_;
  bool consistent_;
  std::int64_t rows_ = 0;
  std::uint64_t bytes_ = 0;
  std::vector<Read> reads_;  // in the order read
};

}  // namespace shardbook
