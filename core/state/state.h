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

/// A TransactWriteItems executed under a ClientRequestToken. Repeating it changes nothing and consumes these read units.
struct DoneTransaction : Shared {
  std::uint64_t fingerprint = 0;
  std::vector<std::pair<std::string, double>> read_units;  // by table, as named in the request

  void archive(auto& archive) { archive(fingerprint, read_units); }
};

struct PlannedWork : Shared {
  Work work;

  void archive(auto& archive) { archive(work); }
};

/// Everything the engine knows, as a value: copying it copies a few references.
struct State {
  std::int64_t now = 0;
  Identifiers identifiers;
  Tree<Table> tables;          // by table_key
  Tree<Stream> streams;        // by stream_key: the newest of a region first
  Tree<PlannedWork> schedule;  // by due time, then in the order planned
  std::uint64_t planned = 0;
  Tree<DoneTransaction> done_transactions;  // by region and token
  std::int64_t calls = 0;
  std::int64_t steps = 0;  // calls and clock advances

  /// Null if there is no such table.
  const Table* find_table(std::string_view region, std::string_view name) const;
  /// Returns the table the work refers to, or null if it is gone.
  const Table* find_table(std::string_view region, const TableWork& work) const;
  /// Returns the table for writing, unshared. It must exist.
  Table& edit_table(std::string_view region, std::string_view name);
  Table& edit_table(std::string_view region, const TableWork& work) { return edit_table(region, work.table); }
  void put_table(const Ref<Table>& table);
  void remove_table(std::string_view region, std::string_view name);

  const Stream* find_stream(std::string_view arn) const;
  Stream& edit_stream(std::string_view arn);
  void put_stream(const Ref<Stream>& stream);
  void remove_stream(std::string_view arn);

  void plan(std::int64_t due, Work work);
  static std::int64_t due_of(std::string_view schedule_key);
  /// Removes the earliest work due by `time` and sets `due` to its time. Returns false if there is none.
  bool take_due(std::int64_t time, Work& work, std::int64_t& due);

  void archive(auto& archive) { archive(now, identifiers, tables, streams, schedule, planned, done_transactions, calls, steps); }
};

std::string table_key(std::string_view region, std::string_view name);
/// Sorts before all stream keys of the region.
std::string stream_key_prefix(std::string_view region);
std::string stream_key(const Stream& stream);

}  // namespace shardbook
