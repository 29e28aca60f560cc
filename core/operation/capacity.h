#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "operation/context.h"
#include "protocol/json_writer.h"

namespace shardbook {

/// Capacity units, by the service's rules.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html

/// 1 for each 4 KB begun, half of that if eventually consistent; the least is that of 4 KB.
double read_units(std::uint64_t bytes, bool consistent);
/// 1 for each 1 KB begun, at least 1.
double write_units(std::uint64_t bytes);

/// What a request consumed, table by table, and how much of it the answer is to show.
class ConsumedCapacity {
 public:
  /// `shown` is ReturnConsumedCapacity: "NONE", "TOTAL", "INDEXES" or absent.
  ConsumedCapacity(Context& context, const std::optional<std::string>& shown) : context_(context), shown_(shown.value_or("NONE")) {}

  /// `name` as the request gave it (a name or an ARN). Counts toward the partition's heat and the event of the call too.
  void read(std::string_view name, Partition* partition, double units);
  void write(std::string_view name, Partition* partition, double units);

  /// Appends `"ConsumedCapacity":{...}`, nothing for NONE.
  void append_to(JsonWriter& json) const;
  /// Appends `"ConsumedCapacity":[{...}]`, nothing for NONE. Transactions show read and write units apart.
  void append_list_to(JsonWriter& json, bool transaction) const;

 private:
  struct OfTable {
    std::string name;
    double read = 0;
    double write = 0;
  };

  OfTable& of(std::string_view name);
  void append_one(JsonWriter& json, const OfTable& table, bool transaction) const;

  Context& context_;
  std::string shown_;
  std::vector<OfTable> tables_;
};

}  // namespace shardbook
