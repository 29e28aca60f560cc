#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/read_target.h"
#include "storage/key_range.h"
#include "throughput/capacity.h"

namespace shardbook {

/// Takes the rows of a page as they are read, and charges for them: of Query, Scan and SELECT.
class RowReader {
 public:
  RowReader(const ReadTarget& target, bool consistent) : target_(target), consistent_(consistent) {}

  /// Counts a row; rows of several parts are charged apart. Returns what a filter sees of it: the row itself or, where the target fetches,
  /// the item that it stands for.
  Item take(std::string_view key, const Item& row, std::size_t part = 0);

  /// The page has gone through this range: each of its partitions is charged for, even if no row was in it.
  void cover(const KeyRange& range);

  std::int64_t rows() const { return rows_; }
  std::uint64_t bytes() const { return bytes_; }
  /// 1 MB has been read: the row that crossed the line is the page's last.
  bool is_full() const;

  /// Charges the target for each part of each partition, rounded up alone; `name` is the table as the request gave it.
  void charge(ConsumedCapacity& capacity, std::string_view name) const;

 private:
  /// What was read of one partition in one part.
  struct Read {
    std::size_t part = 0;
    const Partition* partition = nullptr;
    std::string row;  // one of the partition's keys
    std::uint64_t bytes = 0;
    double fetch_units = 0;  // of items of the table beside the index's entries
  };

  Read& read_of(std::string_view key, std::size_t part);
  double fetch(const Item& entry, Item& item) const;

  const ReadTarget& target_;
  bool consistent_;
  std::int64_t rows_ = 0;
  std::uint64_t bytes_ = 0;
  std::vector<Read> reads_;  // in the order of reading
};

}  // namespace shardbook
