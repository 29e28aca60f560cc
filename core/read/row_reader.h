#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "call/context.h"
#include "read/read_target.h"
#include "throughput/capacity.h"

namespace shardbook {

/// Takes the rows of a page as they are read, and accounts for them: of Query, Scan and SELECT.
class RowReader {
 public:
  RowReader(const ReadTarget& target, bool consistent) : target_(target), consistent_(consistent) {}

  /// Counts a row. What a filter sees of it: the row itself or, where the target fetches, the item that it stands for.
  Item take(std::string_view key, const Item& row);

  std::int64_t rows() const { return rows_; }
  std::uint64_t bytes() const { return bytes_; }
  /// 1 MB has been read: the row that crossed the line is the page's last.
  bool is_full() const;

  /// `units` are those of the rows, `table` is named as in the request. To be called last: it may move the table that the rows are in.
  void account(Context& context, ConsumedCapacity& capacity, const std::string& table, double units);

 private:
  /// What was read of one partition.
  struct Read {
    Partition partition;
    std::uint64_t bytes;
  };

  Item fetch(const Item& entry);
  void heat_partitions(Context& context, const std::string& table, double units);

  const ReadTarget& target_;
  bool consistent_;
  std::int64_t rows_ = 0;
  std::uint64_t bytes_ = 0;
  double fetch_units_ = 0;   // of items of the table beside the index's entries
  std::vector<Read> reads_;  // in the order of reading
};

}  // namespace shardbook
