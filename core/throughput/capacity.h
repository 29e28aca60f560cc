#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "call/context.h"
#include "protocol/json_writer.h"

namespace shardbook {

/// Capacity units, by the service's rules.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html

/// Returns 1 per started 4 KB, or half that if eventually consistent. At least 4 KB are charged.
double read_units(std::uint64_t bytes, bool consistent);
/// Returns 1 per started 1 KB, at least 1.
double write_units(std::uint64_t bytes);
/// Returns "0.5", "1.0", ...: units are multiples of one half.
std::string units_text(double units);

/// Capacity consumed by a request, by table, and how much of it the response shows.
class ConsumedCapacity {
 public:
  /// `shown` is ReturnConsumedCapacity: "NONE", "TOTAL", "INDEXES" or absent.
  ConsumedCapacity(Context& context, const std::optional<std::string>& shown) : context_(context), shown_(shown.value_or("NONE")) {}

  // `name` is the table as given in the request, a name or an ARN. `row` is the key of an item or index entry; its partition and the call's
  // event are charged too.

  void read(std::string_view name, Table& table, std::string_view row, double units);
  void write(std::string_view name, Table& table, std::string_view row, double units);
  /// Index units come on top of the table's own.
  void read_index(std::string_view name, Table& table, Index& index, std::string_view row, double units);
  void write_index(std::string_view name, Table& table, Index& index, std::string_view row, double units);

  /// Shows the reads of a transaction executed earlier, without charging them.
  void repeat(std::string_view name, double read_units);

  /// Appends `"ConsumedCapacity":{...}`; nothing for NONE.
  void append_to(JsonWriter& json) const;
  /// Appends `"ConsumedCapacity":[{...}]`; nothing for NONE. Transactions list read and write units separately.
  void append_list_to(JsonWriter& json, bool transaction) const;

 private:
  struct Units {
    double read = 0;
    double write = 0;

    Units& operator+=(const Units& other) {
      read += other.read;
      write += other.write;
      return *this;
    }
  };
  struct OfIndex {
    std::string name;
    bool global = false;
    Units units;
  };
  struct OfTable {
    std::string name;
    Units units;
    std::vector<OfIndex> indexes;

    Units total() const;
  };

  void charge(Table& table, const Index* index, Provision& provision, std::string_view row, Units units);
  OfTable& of(std::string_view name);
  Units& of_index(std::string_view name, std::string_view index, bool global);
  void append_one(JsonWriter& json, const OfTable& table, bool transaction) const;
  static void append_units(JsonWriter& json, const Units& units, bool transaction);
  static void append_indexes(JsonWriter& json, const OfTable& table, bool global, bool transaction);

  Context& context_;
  std::string shown_;
  std::vector<OfTable> tables_;
};

}  // namespace shardbook
