#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "state/identifiers.h"
#include "state/work.h"
#include "storage/table.h"
#include "storage/tree.h"
#include "stream/stream.h"

namespace shardbook {

/// A TransactWriteItems that was done under a ClientRequestToken: its repetition changes nothing and consumes these read units.
struct DoneTransaction {
  std::uint64_t fingerprint = 0;
  std::vector<std::pair<std::string, double>> read_units;  // by table, as the request named it

  void archive(auto& archive) { archive(fingerprint, read_units); }
};

/// All that the engine knows, as a value: copying it copies a few references.
struct State {
  std::int64_t now = 0;
  Identifiers identifiers;
  Tree<Ref<Table>> tables;    // by table_key
  Tree<Ref<Stream>> streams;  // by stream_key: a region's newest first
  Tree<Work> schedule;        // by due time, then in the order it was planned
  std::uint64_t planned = 0;
  Tree<DoneTransaction> done_transactions;  // by region and token
  std::int64_t calls = 0;
  std::int64_t steps = 0;  // calls, and advances of the clock

  /// Null if there is none. For reading.
  const Table* find_table(std::string_view region, std::string_view name) const;
  /// The table that the work is about; null once it is gone.
  const Table* find_table(std::string_view region, const TableWork& work) const;
  /// For writing, alone in this state's hands. There must be such a table.
  Table& edit_table(std::string_view region, std::string_view name);
  Table& edit_table(std::string_view region, const TableWork& work) { return edit_table(region, work.table); }
  void put_table(Ref<Table> table);
  void remove_table(std::string_view region, std::string_view name);

  const Stream* find_stream(std::string_view arn) const;
  Stream& edit_stream(std::string_view arn);
  void put_stream(Ref<Stream> stream);
  void remove_stream(std::string_view arn);

  void plan(std::int64_t due, Work work);
  /// Takes the earliest work that is due by `time`; false if there is none. `due` is its time.
  bool take_due(std::int64_t time, Work& work, std::int64_t& due);

  void archive(auto& archive) { archive(now, identifiers, tables, streams, schedule, planned, done_transactions, calls, steps); }
};

std::string table_key(std::string_view region, std::string_view name);
/// Before all stream_keys of a region.
std::string stream_key_prefix(std::string_view region);
std::string stream_key(const Stream& stream);

}  // namespace shardbook
